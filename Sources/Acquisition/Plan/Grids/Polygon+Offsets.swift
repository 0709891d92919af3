extension Polygon {
    /// How far a pointed corner reaches when it is widened, in multiples of the offset.
    private static let longestMiter = 5.0

    /// This polygon, a strip along each side, and a pointed piece at each outward corner.
    func widened(by offset: Double) -> [Polygon] {
        guard offset > 0 else { return [self] }
        var parts = [self]
        for index in corners.indices {
            let (from, to) = (corners[index], corner(after: index))
            let outwards = offset * Self.outwardNormal(from, to)
            parts.append(Polygon(convex: [from, from + outwards, to + outwards, to]))
            if turn(at: index) > 0, let piece = miter(at: index, offset) { parts.append(piece) }
        }
        return parts
    }

    /// What is left when each side of a convex polygon moves inwards; empty if nothing is.
    func narrowed(by offset: Double) -> [Polygon] {
        var rest: Polygon? = self
        for (from, to) in sides {
            let inwards = -1 * Self.outwardNormal(from, to)
            rest = rest?.clipped(beyond: from + offset * inwards, normal: inwards)
        }
        return rest.map { [$0] } ?? []
    }

    /// The smallest convex polygon round `points`.
    ///
    /// - Source: Andrew, Information Processing Letters 9 (1979) 216–219.
    static func hull(of points: [PlanePoint]) -> Polygon {
        let sorted = Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        func half(_ points: some Sequence<PlanePoint>) -> [PlanePoint] {
            var chain: [PlanePoint] = []
            for point in points {
                while chain.count > 1,
                    (chain[chain.count - 1] - chain[chain.count - 2])
                        .cross(point - chain[chain.count - 1]) <= 0
                {
                    chain.removeLast()
                }
                chain.append(point)
            }
            return chain.dropLast()
        }
        return Polygon(convex: half(sorted) + half(sorted.reversed()))
    }

    private func miter(at index: Int, _ offset: Double) -> Polygon? {
        let corner = corners[index]
        let first = Self.outwardNormal(self.corner(before: index), corner)
        let second = Self.outwardNormal(corner, self.corner(after: index))
        let sum = first + second
        // Two sides that come back on each other have no pointed tip.
        guard sum.length > 1e-9 else { return nil }
        let middle = 1 / sum.length * sum
        let reach = offset / middle.dot(first)
        let piece = Polygon(convex: [
            corner, corner + offset * first, corner + reach * middle, corner + offset * second,
        ])
        guard reach > Self.longestMiter * offset else { return piece }
        let end = corner + Self.longestMiter * offset * middle
        return piece.clipped(beyond: end, normal: -1 * middle)
    }

    private static func outwardNormal(_ from: PlanePoint, _ to: PlanePoint) -> PlanePoint {
        let side = to - from
        return 1 / side.length * PlanePoint(x: side.y, y: -side.x)
    }
}
