/// A rectangle along the axes, its edges included.
struct PlaneRectangle: Equatable, Sendable {
    var left: Double
    var bottom: Double
    var right: Double
    var top: Double
}

extension Polygon {
    /// What the polygon looks like between two heights, for many rectangles in one row.
    func band(from bottom: Double, to top: Double) -> PolygonBand {
        PolygonBand(
            sides: sides.filter {
                max($0.from.y, $0.to.y) >= bottom && min($0.from.y, $0.to.y) <= top
            })
    }
}

/// The sides of a polygon that reach into a band between two heights.
struct PolygonBand {
    fileprivate let sides: [(from: PlanePoint, to: PlanePoint)]

    /// Whether the polygon and `rectangle`, which lies within the band, have a point in common;
    /// touching counts.
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
        func side(_ x: Double, _ y: Double) -> Double {
            (to - from).cross(PlanePoint(x: x, y: y) - from)
        }
        let sides = (
            side(rectangle.left, rectangle.bottom), side(rectangle.left, rectangle.top),
            side(rectangle.right, rectangle.bottom), side(rectangle.right, rectangle.top)
        )
        let isLeftOfAll = sides.0 > 0 && sides.1 > 0 && sides.2 > 0 && sides.3 > 0
        let isRightOfAll = sides.0 < 0 && sides.1 < 0 && sides.2 < 0 && sides.3 < 0
        return !isLeftOfAll && !isRightOfAll
    }
}
