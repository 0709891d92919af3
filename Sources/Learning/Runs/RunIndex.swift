internal import Acquisition

/// Which images of a run there are to learn from.
struct RunIndex {
    /// Ordered by series, then time, then height.
    let moments: [RunMoment]
    let tally: RunTally

    /// - Parameter layout: The store's, for the channels' names.
    init(_ journal: Journal, _ layout: StoreLayout, path: String) throws {
        let exposures = Dictionary(
            try journal.exposures().map { ($0.eventIndex, $0) }, uniquingKeysWith: { $1 })
        let unlit = Self.unlitEvents(try journal.notes())
        var tally = RunTally()
        var moments: [[Int]: RunMoment] = [:]
        for record in try journal.frames() {
            guard layout.series.indices.contains(record.series),
                layout.series[record.series].channels.indices.contains(record.c)
            else {
                let text = "frame of event \(record.eventIndex) is in no series of the store"
                throw LearningError("\(path)/journal.sqlite", text)
            }
            guard let exposure = exposures[record.eventIndex], !exposure.isUncertain else {
                tally.uncertainCount += 1
                continue
            }
            guard !unlit.contains(record.eventIndex) else {
                tally.unlitCount += 1
                continue
            }
            let key = [record.series, record.t, record.z]
            let image = RunImage(
                record: record, exposure: exposure,
                channel: layout.series[record.series].channels[record.c].name)
            moments[
                key,
                default: RunMoment(series: record.series, t: record.t, z: record.z, images: [])
            ].images.append(image)
        }
        self.moments = moments.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        self.tally = tally
    }

    /// The events of notes such as "event 12: the camera began so late that the light was off".
    private static func unlitEvents(_ notes: [NoteRecord]) -> Set<Int> {
        let events = notes.compactMap { note -> Int? in
            guard note.severity == .major || note.severity == .invalid,
                note.text.hasPrefix("event ")
            else { return nil }
            return Int(note.text.dropFirst(6).prefix { $0.isNumber })
        }
        return Set(events)
    }
}
