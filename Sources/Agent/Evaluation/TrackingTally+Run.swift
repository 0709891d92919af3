package import Acquisition

extension TrackingTally {
    /// Nuclei reach this far into the frame from beyond it, µm.
    private static let margin = 8.0

    /// Gathers what the network `segment` located in a run's frames, against the simulation's truth.
    ///
    /// - Parameter truth: Exposures of the truth; as many as the journal has, one run on one rig.
    /// - Throws: `Failure` where they do not belong together.
    package init(_ journal: Journal, truth: [TruthExposure], pixelMicrometers: Double) throws {
        self.init()
        let exposures = try journal.exposures().sorted { $0.at < $1.at }
        let taken = truth.sorted { $0.from < $1.from }
        guard exposures.count == taken.count else { throw Failure() }
        let frames = Dictionary(
            try journal.frames().map { ($0.eventIndex, $0) }, uniquingKeysWith: { $1 })
        func point(_ x: Double, _ y: Double) -> Point {
            Point(x: x * pixelMicrometers, y: y * pixelMicrometers)
        }
        var moments: [Int: [Int: Moment]] = [:]
        for (exposure, truth) in zip(exposures, taken) {
            guard let frame = frames[exposure.eventIndex] else { continue }
            let inside = truth.cells.filter {
                (0..<Double(frame.width)).contains($0.x)
                    && (0..<Double(frame.height)).contains($0.y)
            }
            let cells = Dictionary(
                inside.map { ($0.id, point($0.x, $0.y)) }, uniquingKeysWith: { $1 })
            let known = moments[frame.series]?[frame.t]?.found
            moments[frame.series, default: [:]][frame.t] = Moment(cells: cells, found: known)
        }
        let objects = Dictionary(grouping: try journal.objects(), by: \.eventIndex)
        for look in try journal.networks()
        where look.network == "segment" && look.outcome == .result {
            guard let frame = frames[look.eventIndex] else { continue }
            guard let cells = moments[frame.series]?[frame.t]?.cells else { continue }
            let (width, height) = (Double(frame.width), Double(frame.height))
            let margin = Self.margin / pixelMicrometers
            let found = (objects[look.eventIndex] ?? []).filter { object in
                // The truth of a cell whose middle is outside is not known: it counts as neither.
                let isAtBorder =
                    min(object.x, object.y, width - object.x, height - object.y) < margin
                let place = point(object.x, object.y)
                return !isAtBorder
                    || cells.values.contains { $0.distance(to: place) <= Self.tolerance }
            }
            moments[frame.series]?[frame.t]?.found = found.map { point($0.x, $0.y) }
        }
        for (_, row) in moments.sorted(by: { $0.key < $1.key }) {
            add(row.sorted { $0.key < $1.key }.map(\.value))
        }
    }

    /// A journal and a truth of different runs.
    package struct Failure: Error, CustomStringConvertible {
        package let description = "the truth has other exposures than the journal"
    }
}
