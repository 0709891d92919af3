/// The dose of every spot of the sample, summed over all exposures that lit it.
///
/// The sample is divided into squares of 25 µm, about one cell. A square that light touches at all
/// counts as lit whole, so the map never says less than a cell received.
package struct DoseMap: Equatable, Sendable {
    package static let squareMicrometers = 25.0

    /// Areas larger than this are refused: no objective lights them, and counting takes long.
    static let maximumExtentMicrometers = 20_000.0
    /// Positions farther out are refused; no stage goes there.
    static let maximumPositionMicrometers = 1e8

    private var tiles: [TileIndex: DoseTile] = [:]
    /// J/cm2 of the square that received most.
    package private(set) var peak = 0.0

    package init() {}

    /// Why `area` at this place cannot be counted; nil when it can.
    static func fault(x: Double, y: Double, area: IlluminatedArea) -> String? {
        let extent = area.halfExtent
        guard abs(x) <= maximumPositionMicrometers, abs(y) <= maximumPositionMicrometers else {
            return "the place (\(x), \(y)) um is not on any stage"
        }
        let allowed = 0...(maximumExtentMicrometers / 2)
        guard allowed.contains(extent.x), allowed.contains(extent.y), min(extent.x, extent.y) > 0
        else {
            return "a lit area of \(extent.x * 2) x \(extent.y * 2) um cannot be right"
        }
        return nil
    }

    /// Adds `joulesPerCm2` to every square that `area` touches.
    mutating func add(_ joulesPerCm2: Double, x: Double, y: Double, area: IlluminatedArea) {
        var highest = peak
        LitRows(x: x, y: y, area: area).forEachRun { tile, row, columns in
            tiles[tile, default: DoseTile()].add(joulesPerCm2, row, columns, highest: &highest)
        }
        peak = highest
    }

    /// The highest dose of any square that `area` touches, as it is now.
    package func peak(x: Double, y: Double, area: IlluminatedArea) -> Double {
        guard Self.fault(x: x, y: y, area: area) == nil else { return 0 }
        return highest(x: x, y: y, area: area) { $0.value }
    }

    /// The highest dose of any square that `area` touches, if `joulesPerCm2` were added.
    func peak(adding joulesPerCm2: Double, x: Double, y: Double, area: IlluminatedArea) -> Double {
        max(joulesPerCm2, highest(x: x, y: y, area: area) { $0.adding(joulesPerCm2) })
    }

    /// The dose of the square that holds a spot.
    package func dose(x: Double, y: Double) -> Double {
        let limit = Self.maximumPositionMicrometers
        guard abs(x) <= limit, abs(y) <= limit else { return 0 }
        let (column, row) = (LitRows.square(x), LitRows.square(y))
        let tile = TileIndex(column: column >> DoseTile.shift, row: row >> DoseTile.shift)
        return tiles[tile]?.sum(column & DoseTile.mask, row & DoseTile.mask).value ?? 0
    }

    private func highest(
        x: Double, y: Double, area: IlluminatedArea, _ dose: (CompensatedSum) -> Double
    ) -> Double {
        var highest = 0.0
        LitRows(x: x, y: y, area: area).forEachRun { index, row, columns in
            guard let tile = tiles[index] else { return }
            highest = max(highest, tile.highest(row, columns, dose))
        }
        return highest
    }
}

/// Names a tile of the dose map.
struct TileIndex: Hashable, Sendable {
    var column: Int
    var row: Int
}

/// 32 x 32 squares in one piece of memory.
struct DoseTile: Equatable, Sendable {
    static let shift = 5
    static let size = 1 << shift
    static let mask = size - 1

    private var sums = [CompensatedSum](repeating: CompensatedSum(), count: size * size)

    mutating func add(
        _ dose: Double, _ row: Int, _ columns: ClosedRange<Int>, highest: inout Double
    ) {
        for index in (row * Self.size + columns.lowerBound)...(row * Self.size + columns.upperBound)
        {
            sums[index].add(dose)
            highest = max(highest, sums[index].value)
        }
    }

    func highest(
        _ row: Int, _ columns: ClosedRange<Int>, _ dose: (CompensatedSum) -> Double
    ) -> Double {
        columns.reduce(0) { max($0, dose(sums[row * Self.size + $1])) }
    }

    func sum(_ column: Int, _ row: Int) -> CompensatedSum { sums[row * Self.size + column] }
}
