/// The squares of the dose map that an exposure touches, row by row.
struct LitRows {
    let x: Double
    let y: Double
    let area: IlluminatedArea

    /// The index of the square that holds a coordinate.
    static func square(_ micrometers: Double) -> Int {
        Int((micrometers / DoseMap.squareMicrometers).rounded(.down))
    }

    /// Calls `body` with a tile, a row in it, and the columns lit in that row.
    func forEachRun(_ body: (TileIndex, Int, ClosedRange<Int>) -> Void) {
        let extent = area.halfExtent
        for row in Self.square(y - extent.y)...Self.square(y + extent.y) {
            let half = halfWidth(ofRow: row)
            let columns = Self.square(x - half)...Self.square(x + half)
            let tiles =
                (columns.lowerBound >> DoseTile.shift)...(columns.upperBound >> DoseTile.shift)
            for tile in tiles {
                let first = tile << DoseTile.shift
                let lower = max(columns.lowerBound - first, 0)
                let upper = min(columns.upperBound - first, DoseTile.mask)
                let index = TileIndex(column: tile, row: row >> DoseTile.shift)
                body(index, row & DoseTile.mask, lower...upper)
            }
        }
    }

    /// Half the width of the lit area where it is widest within a row of squares.
    private func halfWidth(ofRow row: Int) -> Double {
        guard case .disc(let radius) = area else { return area.halfExtent.x }
        let bottom = Double(row) * DoseMap.squareMicrometers
        let top = bottom + DoseMap.squareMicrometers
        // The row's line nearest to the middle of the disc.
        let distance = y < bottom ? bottom - y : (y > top ? y - top : 0)
        return max(radius * radius - distance * distance, 0).squareRoot()
    }
}
