/// Pairs of what lies nearest, one to one.
enum NearestPairs {
    /// - Returns: Indices of `first` and `second`, the nearest pair first.
    static func all(
        _ first: [LocatedRun.Point], _ second: [LocatedRun.Point], within reach: Double
    ) -> [(Int, Int)] {
        var candidates: [(distance: Double, a: Int, b: Int)] = []
        for (a, point) in first.enumerated() {
            for (b, other) in second.enumerated() {
                let distance = point.distance(to: other)
                if distance <= reach { candidates.append((distance, a, b)) }
            }
        }
        candidates.sort { ($0.distance, $0.a, $0.b) < ($1.distance, $1.a, $1.b) }
        var (takenA, takenB): (Set<Int>, Set<Int>) = ([], [])
        var pairs: [(Int, Int)] = []
        for (_, a, b) in candidates where !takenA.contains(a) && !takenB.contains(b) {
            takenA.insert(a)
            takenB.insert(b)
            pairs.append((a, b))
        }
        return pairs
    }
}
