package import Acquisition

/// What the network `segment` located at each time point of a run, beside where cells truly were.
package struct LocatedRun: Sendable {
    /// A place in a frame, in µm from its corner.
    package struct Point: Sendable, Equatable {
        package let x: Double
        package let y: Double

        package init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }

        func distance(to other: Point) -> Double {
            ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
        }
    }

    /// A cell as it was.
    package struct Cell: Sendable, Equatable {
        package let place: Point
        /// Amount of its nuclear label, an average cell's being 1; `nil` while it divides.
        package let level: Double?

        package init(place: Point, level: Double?) {
            self.place = place
            self.level = level
        }
    }

    /// Something that was located.
    package struct Object: Sendable, Equatable {
        package let place: Point
        /// Electrons above its background for each second and milliwatt of the frame's light; `nil`
        /// where that was not measured.
        package let brightness: Double?

        package init(place: Point, brightness: Double?) {
            self.place = place
            self.brightness = brightness
        }
    }

    /// One time point of one position.
    package struct Moment: Sendable, Equatable {
        /// By the cell's number.
        package var cells: [Int: Cell]
        /// `nil` where nobody looked.
        package var found: [Object]?

        package init(cells: [Int: Cell], found: [Object]?) {
            self.cells = cells
            self.found = found
        }
    }

    /// How far from its cell's middle something may be located, µm.
    package static let tolerance = 8.0
    /// Nuclei reach this far into the frame from beyond it, µm.
    private static let margin = 8.0

    /// Time points in their order, of each position.
    package let rows: [[Moment]]

    init(_ rows: [[Moment]]) { self.rows = rows }

    /// - Parameter truth: Exposures of the truth; as many as the journal has, one run on one rig.
    /// - Throws: `Failure` where they do not belong together.
    package init(_ journal: Journal, truth: [TruthExposure], pixelMicrometers: Double) throws {
        let exposures = try journal.exposures().sorted { $0.at < $1.at }
        let taken = truth.sorted { $0.from < $1.from }
        guard exposures.count == taken.count else { throw Failure() }
        let frames = Dictionary(
            try journal.frames().map { ($0.eventIndex, $0) }, uniquingKeysWith: { $1 })
        let light = Dictionary(
            exposures.map { ($0.eventIndex, $0.seconds * ($0.powerMilliwatts ?? 0)) },
            uniquingKeysWith: { $1 })
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
            let cells = inside.map { cell in
                let isSteady = cell.phase.map { $0 == TruthExposure.Cell.interphase } ?? true
                return (
                    cell.id,
                    Cell(place: point(cell.x, cell.y), level: isSteady ? cell.nucleusLevel : nil)
                )
            }
            let known = moments[frame.series]?[frame.t]?.found
            moments[frame.series, default: [:]][frame.t] = Moment(
                cells: Dictionary(cells, uniquingKeysWith: { $1 }), found: known)
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
                    || cells.values.contains { $0.place.distance(to: place) <= Self.tolerance }
            }
            moments[frame.series]?[frame.t]?.found = found.map { object in
                Object(
                    place: point(object.x, object.y),
                    brightness: Self.brightness(object, light[look.eventIndex] ?? 0))
            }
        }
        rows = moments.sorted { $0.key < $1.key }.map { _, row in
            row.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    private static func brightness(_ object: ObjectRecord, _ light: Double) -> Double? {
        guard light > 0, let background = object.backgroundElectrons else { return nil }
        return (object.meanElectrons - background) / light
    }

    /// A journal and a truth of different runs.
    package struct Failure: Error, CustomStringConvertible {
        package let description = "the truth has other exposures than the journal"
    }
}

extension LocatedRun.Moment {
    /// The cell that each object lies on; each cell is taken once.
    func owners() -> [Int: Int] {
        let numbered = cells.sorted { $0.key < $1.key }
        let pairs = NearestPairs.all(
            (found ?? []).map(\.place), numbered.map(\.value.place), within: LocatedRun.tolerance)
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.0, numbered[$0.1].key) })
    }
}
