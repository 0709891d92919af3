/// A rectangle along the axes, its edges included.
struct PlaneRectangle: Equatable, Sendable {
    var left: Double
    var bottom: Double
    var right: Double
    var top: Double
}

extension Polygon {
    /// Whether the polygon and `rectangle` have a point in common; touching counts.
    func meets(_ rectangle: PlaneRectangle) -> Bool {
        sides.contains { Self.meets($0.from, $0.to, rectangle) }
            || contains(PlanePoint(x: rectangle.left, y: rectangle.bottom))
    }

    /// Whether `point` lies inside, by counting the sides to its right.
    private func contains(_ point: PlanePoint) -> Bool {
        var isInside = false
        for (from, to) in sides where (from.y > point.y) != (to.y > point.y) {
            let crossing = from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x)
            if point.x < crossing { isInside.toggle() }
        }
        return isInside
    }

    /// Whether a side and a rectangle meet: neither the axes nor the side's own line part them.
    private static func meets(
        _ from: PlanePoint, _ to: PlanePoint, _ rectangle: PlaneRectangle
    ) -> Bool {
        guard max(from.x, to.x) >= rectangle.left, min(from.x, to.x) <= rectangle.right,
            max(from.y, to.y) >= rectangle.bottom, min(from.y, to.y) <= rectangle.top
        else { return false }
        var isLeftOf = false
        var isRightOf = false
        for x in [rectangle.left, rectangle.right] {
            for y in [rectangle.bottom, rectangle.top] {
                let side = (to - from).cross(PlanePoint(x: x, y: y) - from)
                if side == 0 { return true }
                if side > 0 { isLeftOf = true } else { isRightOf = true }
            }
        }
        return isLeftOf && isRightOf
    }
}
