/// A polygon whose sides do not cross, its corners counter-clockwise.
struct Polygon: Equatable, Sendable {
    private(set) var corners: [PlanePoint]

    /// `nil` for outlines that cross or touch themselves, or enclose nothing.
    init?(_ outline: [PlanePoint]) {
        var corners: [PlanePoint] = []
        for corner in outline where corner != corners.last { corners.append(corner) }
        if corners.count > 1, corners.first == corners.last { corners.removeLast() }
        guard corners.count >= 3, Self.isSimple(corners) else { return nil }
        let area = Self.doubleArea(corners)
        guard area != 0 else { return nil }
        self.corners = area > 0 ? corners : corners.reversed()
    }

    /// Corners that are known to be right: convex and counter-clockwise.
    init(convex corners: [PlanePoint]) {
        self.corners = corners
    }

    var isConvex: Bool {
        corners.indices.allSatisfy { turn(at: $0) >= 0 }
    }

    /// The sides, from each corner to the next.
    var sides: [(from: PlanePoint, to: PlanePoint)] {
        corners.indices.map { (corners[$0], corner(after: $0)) }
    }

    func corner(after index: Int) -> PlanePoint { corners[(index + 1) % corners.count] }
    func corner(before index: Int) -> PlanePoint {
        corners[(index + corners.count - 1) % corners.count]
    }

    /// Positive where the outline turns left, as it does at a corner that points outwards.
    func turn(at index: Int) -> Double {
        (corners[index] - corner(before: index)).cross(corner(after: index) - corners[index])
    }

    /// The part of a convex polygon on the side of `point` to which `normal` points.
    func clipped(beyond point: PlanePoint, normal: PlanePoint) -> Polygon? {
        var kept: [PlanePoint] = []
        for (from, to) in sides {
            let before = (from - point).dot(normal)
            let after = (to - point).dot(normal)
            if before >= 0 { kept.append(from) }
            if (before > 0 && after < 0) || (before < 0 && after > 0) {
                kept.append(from + before / (before - after) * (to - from))
            }
        }
        return kept.count >= 3 ? Polygon(convex: kept) : nil
    }

    private static func doubleArea(_ corners: [PlanePoint]) -> Double {
        var sum = 0.0
        for index in corners.indices {
            sum += (corners[index] - corners[0])
                .cross(corners[(index + 1) % corners.count] - corners[0])
        }
        return sum
    }

    /// Whether no two sides meet but neighbours in their common corner.
    private static func isSimple(_ corners: [PlanePoint]) -> Bool {
        let count = corners.count
        for first in 0..<count {
            let (a, b) = (corners[first], corners[(first + 1) % count])
            let c = corners[(first + 2) % count]
            // A side that runs back over the one before it.
            if (b - a).cross(c - b) == 0, (b - a).dot(c - b) < 0 { return false }
            for second in (first + 1)..<count {
                let isNeighbor = second == first + 1 || (second + 1) % count == first
                if !isNeighbor, meet(a, b, corners[second], corners[(second + 1) % count]) {
                    return false
                }
            }
        }
        return true
    }

    private static func meet(
        _ a: PlanePoint, _ b: PlanePoint, _ c: PlanePoint, _ d: PlanePoint
    ) -> Bool {
        func side(_ from: PlanePoint, _ to: PlanePoint, _ point: PlanePoint) -> Double {
            (to - from).cross(point - from)
        }
        func isWithin(_ from: PlanePoint, _ to: PlanePoint, _ point: PlanePoint) -> Bool {
            min(from.x, to.x) <= point.x && point.x <= max(from.x, to.x)
                && min(from.y, to.y) <= point.y && point.y <= max(from.y, to.y)
        }
        let (c1, d1, a1, b1) = (side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b))
        if c1 * d1 < 0 && a1 * b1 < 0 { return true }
        return c1 == 0 && isWithin(a, b, c) || d1 == 0 && isWithin(a, b, d)
            || a1 == 0 && isWithin(c, d, a) || b1 == 0 && isWithin(c, d, b)
    }
}
