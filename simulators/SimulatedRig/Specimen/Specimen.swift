/// A field of living cells: they wander, divide, bleach, and are hurt by light.
///
/// A pure value: the same settings and the same light give the same life, however often and in
/// whatever steps it is advanced. Biology moves in ticks of ``tick`` seconds; between them cells
/// glide. Light has to be reported before the clock passes its end by more than a tick, or it
/// acts late (its dose is booked in full all the same).
package struct Specimen: Sendable {
    /// Seconds of one step of biology.
    package static let tick = 20.0

    package let settings: SpecimenSettings
    /// Seconds of rig time that the specimen has lived.
    package internal(set) var time = 0.0

    var motions: [Motion] = []
    var states: [CellState] = []
    let wanderings: [Wandering]
    var tickIndex = 0
    var nextID = 1
    var neighbourhood = Neighbourhood()
    /// Light that reaches into ticks to come.
    var queued: [LightOnSample] = []
    var spectra: [LineSpectrum] = []
    /// Events in the order they were decided; some lie up to a tick ahead.
    var events: [SpecimenEvent] = []

    package init(_ settings: SpecimenSettings) {
        self.settings = settings
        wanderings = settings.kinds.map { Wandering($0, tick: Specimen.tick) }
        seedCells()
    }

    /// Lives on to `seconds` of rig time. Going back is ignored.
    package mutating func advance(to seconds: Double) {
        while tickEnd <= seconds { step() }
        time = max(time, seconds)
    }

    /// Hands over what happened up to now and was not handed over yet, in order of time.
    package mutating func drainEvents() -> [SpecimenEvent] {
        guard !events.isEmpty else { return [] }
        var ready = events.filter { $0.time <= time }
        events.removeAll { $0.time <= time }
        // Births of one division have to follow it, so equal times keep the order of decision.
        let order = ready.indices.sorted {
            (ready[$0].time, $0) < (ready[$1].time, $1)
        }
        ready = order.map { ready[$0] }
        return ready
    }

    /// Every cell as it is now, dead ones included until they float away.
    package var cells: [Cell] {
        states.indices.map(cell)
    }

    /// Names of the light lines seen so far, in the order of first light.
    package var lines: [String] { spectra.map(\.line) }

    func cell(at index: Int) -> Cell {
        let state = states[index]
        let place = motions[index].position(after: time - tickStart)
        return Cell(
            id: state.id, kind: settings.kinds[state.kind].name, parent: state.parent,
            bornAt: state.bornAt, phase: state.phase(at: time), xMicrometers: place.x,
            yMicrometers: place.y, damage: state.harm.damage, peakDamage: state.harm.peakDamage,
            reactiveOxygen: state.harm.reactiveOxygen, dose: namedDose(state),
            intact: intactShares(state, at: time), timeline: state.timeline)
    }

    func namedDose(_ state: CellState) -> [String: Double] {
        var named: [String: Double] = [:]
        for (line, joules) in zip(spectra, state.dose) where joules > 0 {
            named[line.line, default: 0] += joules
        }
        return named
    }

    var tickStart: Double { Double(tickIndex) * Specimen.tick }
    var tickEnd: Double { Double(tickIndex + 1) * Specimen.tick }
}
