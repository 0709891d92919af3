/// The way through scattered points.
package enum PointOrder: String, CaseIterable, Sendable {
    case nearestNeighbor = "nearest_neighbor"
    case twoOpt = "two_opt"
    case random

    func sorted(
        _ points: [PlanePoint], start: Int, _ random: inout MersenneTwister
    ) -> [PlanePoint] {
        guard points.count > 2 else { return points }
        let start = min(start, points.count - 1)
        switch self {
        case .nearestNeighbor: return Self.nearestNeighbors(points, start: start)
        case .twoOpt: return Self.shortened(points, start: start)
        case .random: return Self.shuffled(points, &random)
        }
    }

    private static func nearestNeighbors(_ points: [PlanePoint], start: Int) -> [PlanePoint] {
        var rest = Array(points.indices)
        var route = [points[start]]
        rest.remove(at: start)
        while let last = route.last, !rest.isEmpty {
            var nearest = 0
            var shortest = Double.infinity
            // In the order of drawing, so that of two equally near points the first one is taken.
            for (place, index) in rest.enumerated() {
                let distance = last.distance(to: points[index])
                if distance < shortest { (nearest, shortest) = (place, distance) }
            }
            route.append(points[rest.remove(at: nearest)])
        }
        return route
    }

    /// Turns stretches of the round trip round as long as a pass shortens it by more than 5 %.
    ///
    /// - Source: Croes, Operations Research 6 (1958) 791–812 ("2-opt").
    private static func shortened(_ points: [PlanePoint], start: Int) -> [PlanePoint] {
        var route = Array(points[start...] + points[..<start])
        let count = route.count
        var length = (0..<count).reduce(0) { sum, index in
            sum + route[index].distance(to: route[(index + count - 1) % count])
        }
        var gain = 1.0
        while gain > 0.05 {
            let lengthBefore = length
            for first in 1..<max(1, count - 2) {
                for last in (first + 1)..<count {
                    let (a, b) = (route[first - 1], route[first])
                    let (c, d) = (route[last], route[(last + 1) % count])
                    let before = a.distance(to: b) + c.distance(to: d)
                    let after = a.distance(to: c) + b.distance(to: d)
                    if after < before {
                        route[first...last].reverse()
                        length = length - before + after
                    }
                }
            }
            gain = 1 - length / lengthBefore
        }
        return route
    }

    private static func shuffled(
        _ points: [PlanePoint], _ random: inout MersenneTwister
    ) -> [PlanePoint] {
        var points = points
        for last in stride(from: points.count - 1, to: 0, by: -1) {
            points.swapAt(last, Int(random.uniform() * Double(last + 1)))
        }
        return points
    }
}
