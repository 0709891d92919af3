/// A point of the plane, in micrometres.
package struct PlanePoint: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    func distance(to other: PlanePoint) -> Double {
        let (dx, dy) = (x - other.x, y - other.y)
        return (dx * dx + dy * dy).squareRoot()
    }

    static func + (first: PlanePoint, second: PlanePoint) -> PlanePoint {
        PlanePoint(x: first.x + second.x, y: first.y + second.y)
    }

    static func - (first: PlanePoint, second: PlanePoint) -> PlanePoint {
        PlanePoint(x: first.x - second.x, y: first.y - second.y)
    }

    static func * (factor: Double, point: PlanePoint) -> PlanePoint {
        PlanePoint(x: factor * point.x, y: factor * point.y)
    }

    /// Positive where `other` lies counter-clockwise of this direction.
    func cross(_ other: PlanePoint) -> Double { x * other.y - y * other.x }

    func dot(_ other: PlanePoint) -> Double { x * other.x + y * other.y }

    var length: Double { dot(self).squareRoot() }
}
