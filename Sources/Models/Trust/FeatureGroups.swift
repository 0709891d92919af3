/// Parts rows of features into groups that lie together: frames of one channel and light look alike
/// to a network, those of several do not.
///
/// - Source: D. Arthur & S. Vassilvitskii, k-means++, SODA 2007, on features of unit spread.
struct FeatureGroups {
    /// Middles of the groups, in the features' own units.
    private(set) var centres: [[Double]] = []
    /// Of each row.
    private(set) var group: [Int]

    private static let roundCount = 20

    /// - Parameters:
    ///   - rows: Shape `[count, order]`, row-major.
    ///   - count: How many groups at most.
    init(_ rows: [Double], order: Int, count: Int) {
        let rowCount = rows.count / order
        group = [Int](repeating: 0, count: rowCount)
        let scale = Self.spreads(rows, order: order).map { $0 > 0 ? 1 / $0 : 0 }
        func distance(_ row: Int, _ centre: [Double]) -> Double {
            var sum = 0.0
            for index in 0..<order {
                let step = (rows[row * order + index] - centre[index]) * scale[index]
                sum += step * step
            }
            return sum
        }
        func values(_ row: Int) -> [Double] { Array(rows[row * order..<(row + 1) * order]) }

        if count > 1 {
            var random = SplitMix64(seed: 0x6409)
            var nearest = [Double](repeating: .infinity, count: rowCount)
            var next = 0
            while centres.count < count {
                centres.append(values(next))
                for row in 0..<rowCount {
                    nearest[row] = min(nearest[row], distance(row, centres[centres.count - 1]))
                }
                let total = nearest.reduce(0, +)
                guard total > 0, total.isFinite else { break }
                var rest = RandomDraws.unit(&random) * total
                next =
                    nearest.firstIndex { value in
                        rest -= value
                        return rest <= 0
                    } ?? rowCount - 1
            }
            for _ in 0..<Self.roundCount {
                let before = group
                for row in 0..<rowCount {
                    group[row] =
                        centres.indices.min {
                            distance(row, centres[$0]) < distance(row, centres[$1])
                        }
                        ?? 0
                }
                takeMeans(rows, order: order, count: centres.count)
                if group == before { break }
            }
        }
        takeMeans(rows, order: order, count: max(1, centres.count))
    }

    /// Moves each centre to the mean of its rows; drops those without any.
    private mutating func takeMeans(_ rows: [Double], order: Int, count: Int) {
        var sums = [[Double]](repeating: [Double](repeating: 0, count: order), count: count)
        var counts = [Int](repeating: 0, count: count)
        for row in group.indices {
            counts[group[row]] += 1
            for index in 0..<order { sums[group[row]][index] += rows[row * order + index] }
        }
        let kept = counts.indices.filter { counts[$0] > 0 }
        centres = kept.map { place in sums[place].map { $0 / Double(counts[place]) } }
        let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        for row in group.indices { group[row] = places[group[row]] ?? 0 }
    }

    private static func spreads(_ rows: [Double], order: Int) -> [Double] {
        let mean = FeatureDistribution.mean(of: rows, order: order)
        let count = Double(max(1, rows.count / order))
        var squares = [Double](repeating: 0, count: order)
        for (index, value) in rows.enumerated() {
            let step = value - mean[index % order]
            squares[index % order] += step * step / count
        }
        return squares.map { $0.squareRoot() }
    }
}
