/// Polygons by the square cell in which their point lies: those that may touch are near.
struct StarCells {
    private let left: Float
    private let top: Float
    private let side: Float
    private let columnCount: Int
    private let rowCount: Int
    private var members: [[Int]]

    /// Cells at least as wide as two polygons can be apart and still touch.
    init(_ polygons: [StarPolygon], side: Float) {
        let left = polygons.reduce(Float.infinity) { min($0, $1.x) }
        let top = polygons.reduce(Float.infinity) { min($0, $1.y) }
        let right = polygons.reduce(-Float.infinity) { max($0, $1.x) }
        let bottom = polygons.reduce(-Float.infinity) { max($0, $1.y) }
        // No more than 256 cells along an axis, whatever the sizes.
        let least = max((right - left) / 255, (bottom - top) / 255, 1)
        self.left = left
        self.top = top
        self.side = max(side, least)
        columnCount = polygons.isEmpty ? 0 : Int((right - left) / self.side) + 1
        rowCount = polygons.isEmpty ? 0 : Int((bottom - top) / self.side) + 1
        members = [[Int]](repeating: [], count: columnCount * rowCount)
        for (index, polygon) in polygons.enumerated() {
            let (column, row) = cell(of: polygon)
            members[row * columnCount + column].append(index)
        }
    }

    /// Removes the polygons in the nine cells round `polygon` that `isGone` names.
    mutating func removeAll(near polygon: StarPolygon, where isGone: (Int) -> Bool) {
        let (column, row) = cell(of: polygon)
        for y in max(0, row - 1)...min(rowCount - 1, row + 1) {
            for x in max(0, column - 1)...min(columnCount - 1, column + 1) {
                members[y * columnCount + x].removeAll(where: isGone)
            }
        }
    }

    private func cell(of polygon: StarPolygon) -> (column: Int, row: Int) {
        (Int((polygon.x - left) / side), Int((polygon.y - top) / side))
    }
}
