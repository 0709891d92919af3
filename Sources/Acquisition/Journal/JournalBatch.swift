/// Records that belong together: all of them are in the journal afterwards, or none.
package struct JournalBatch: Equatable, Sendable {
    package var facts: [RunFact]
    package var states: [StateRecord]
    package var intents: [IntentRecord]
    package var exposures: [ExposureRecord]
    package var frames: [FrameRecord]
    package var skips: [SkipRecord]
    package var features: [FeatureRecord]
    package var decisions: [DecisionRecord]
    package var notes: [NoteRecord]
    package var networks: [NetworkRecord]
    package var objects: [ObjectRecord]
    package var cells: [CellRecord]

    package init(
        facts: [RunFact] = [], states: [StateRecord] = [], intents: [IntentRecord] = [],
        exposures: [ExposureRecord] = [], frames: [FrameRecord] = [], skips: [SkipRecord] = [],
        features: [FeatureRecord] = [], decisions: [DecisionRecord] = [], notes: [NoteRecord] = [],
        networks: [NetworkRecord] = [], objects: [ObjectRecord] = [],
        cells: [CellRecord] = []
    ) {
        self.facts = facts
        self.states = states
        self.intents = intents
        self.exposures = exposures
        self.frames = frames
        self.skips = skips
        self.features = features
        self.decisions = decisions
        self.notes = notes
        self.networks = networks
        self.objects = objects
        self.cells = cells
    }

    package var isEmpty: Bool { self == JournalBatch() }
}
