/// An area to be covered with fields, as corners on the stage in micrometres.
package struct PolygonOutline: Equatable, Sendable {
    package var corners: [PlanePoint]
    package var takesConvexHull: Bool
    /// Widens the area on all sides, or narrows it where negative.
    package var offsetMicrometers: Double?

    package init(
        corners: [PlanePoint], takesConvexHull: Bool = false, offsetMicrometers: Double? = nil
    ) {
        self.corners = corners
        self.takesConvexHull = takesConvexHull
        self.offsetMicrometers = offsetMicrometers
    }

    /// Why this outline cannot be used, if it cannot.
    var objection: String? {
        guard let polygon = Polygon(corners) else {
            return "the sides of the polygon cross or touch each other, or enclose no area"
        }
        if let offsetMicrometers, offsetMicrometers < 0, !polygon.isConvex {
            return "a negative offset of a polygon with inward corners is not supported; "
                + "give the smaller outline itself"
        }
        return nil
    }

    /// Polygons that together make up the area; none where narrowing leaves nothing.
    var area: [Polygon] {
        guard let polygon = Polygon(corners) else { return [] }
        let offset = offsetMicrometers ?? 0
        let parts = offset < 0 ? polygon.narrowed(by: -offset) : polygon.widened(by: offset)
        guard takesConvexHull, !parts.isEmpty else { return parts }
        return [Polygon.hull(of: parts.flatMap(\.corners))]
    }

    /// The fields of the grid round the area that show any of it.
    func points(_ tiling: Tiling) -> [GridPoint] {
        let area = self.area
        guard let grid = PolygonGrid(around: area, tiling) else { return [] }
        var bands = [[PolygonBand]?](repeating: nil, count: grid.rows)
        return tiling.mode.cells(rows: grid.rows, columns: grid.columns).compactMap { cell in
            let field = grid.field(cell)
            let row = bands[cell.row] ?? area.map { $0.band(from: field.bottom, to: field.top) }
            bands[cell.row] = row
            guard row.contains(where: { $0.meets(field) }) else { return nil }
            let center = grid.center(cell)
            return GridPoint(x: center.x, y: center.y, cell: cell)
        }
    }

    func cellCount(_ tiling: Tiling) -> Double {
        guard let grid = PolygonGrid(around: area, tiling) else { return 0 }
        return Double(grid.rows) * Double(grid.columns)
    }
}

/// The grid of fields round an area; its outer fields end at the area's outermost points.
private struct PolygonGrid {
    let width: Double
    let height: Double
    let pitchX: Double
    let pitchY: Double
    let rows: Int
    let columns: Int
    /// The centre of the first field.
    let x: Double
    let y: Double

    init?(around area: [Polygon], _ tiling: Tiling) {
        let corners = area.flatMap(\.corners)
        guard let left = corners.map(\.x).min(), let right = corners.map(\.x).max(),
            let bottom = corners.map(\.y).min(), let top = corners.map(\.y).max()
        else { return nil }
        width = tiling.fieldWidth ?? 1
        height = tiling.fieldHeight ?? 1
        pitchX = width * (1 - tiling.overlapXPercent / 100)
        pitchY = height * (1 - tiling.overlapYPercent / 100)
        columns = GridPlan.count(covering: right - left, field: width, pitch: pitchX)
        rows = GridPlan.count(covering: top - bottom, field: height, pitch: pitchY)
        x = left + width / 2
        y = top - height / 2
    }

    func center(_ cell: GridCell) -> PlanePoint {
        PlanePoint(x: x + Double(cell.column) * pitchX, y: y - Double(cell.row) * pitchY)
    }

    func field(_ cell: GridCell) -> PlaneRectangle {
        let center = self.center(cell)
        return PlaneRectangle(
            left: center.x - width / 2, bottom: center.y - height / 2,
            right: center.x + width / 2, top: center.y + height / 2)
    }
}
