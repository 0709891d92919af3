/// Where a network's inner features lay in training, and how far away from there a frame's are.
///
/// The distance is Mahalanobis's, with the covariance drawn to its diagonal so that it can be
/// inverted however few the tiles, and so that no feature's unit matters. Tiles may form groups, as
/// those of several channels and lights do: then the nearest group's mean counts, and the covariance is
/// that within groups.
///
/// - Source: Lee, Lee, Lee & Shin, Advances in Neural Information Processing Systems 31 (2018);
///   shrinkage as in Ledoit & Wolf, Journal of Multivariate Analysis 88 (2004) 365–411, with the
///   diagonal as its target and a fixed weight.
package struct FeatureDistribution: Sendable, Codable, Equatable {
    /// Weight of the diagonal in the covariance.
    package static let shrinkage = 0.1

    /// Mean features of each group of training tiles.
    package let centres: [[Double]]
    /// Of the covariance within groups.
    let factor: CholeskyFactor
    /// Over a tile's distance, set on held-out tiles.
    package let tileAlarm: AlarmThreshold
    /// Over a frame's mean distance, set on held-out frames.
    package let frameAlarm: AlarmThreshold

    package var featureCount: Int { factor.order }

    /// - Parameters:
    ///   - training: Of the training frames.
    ///   - heldOut: Of frames of the same kind that training did not see; 19 at least for a
    ///     false-alarm rate of 5 %, or the rate reached is higher and says so.
    ///   - groupCount: How many groups the training tiles may form.
    /// - Throws: `tooFew` below two training tiles or without held-out tiles, `shapeMismatch`,
    ///   `notFinite`, `constant` where no feature varies.
    package init(
        training: [FeatureTable], heldOut: [FeatureTable], falseAlarmRate: Double = 0.05,
        groupCount: Int = 1
    ) throws {
        let rows = try Self.rows(of: training, "training")
        let order = training[0].featureCount
        let groups = FeatureGroups(rows, order: order, count: groupCount)
        var centred = rows
        for index in centred.indices {
            centred[index] -= groups.centres[groups.group[index / order]][index % order]
        }
        guard centred.count >= 2 * order, centred.count / order > groups.centres.count else {
            throw TrustError(.tooFew, "features: one training tile; at least two are needed")
        }
        var covariance = SymmetricMatrix(
            productsOf: centred, order: order,
            divisor: Double(centred.count / order - groups.centres.count))
        try Self.shrink(&covariance, mean: Self.mean(of: rows, order: order))
        let factor = try CholeskyFactor(covariance)
        _ = try Self.rows(of: heldOut, "held-out", featureCount: order)
        let distances = heldOut.filter { $0.tileCount > 0 }.map {
            Self.distances(of: $0, centres: groups.centres, factor: factor)
        }
        tileAlarm = try AlarmThreshold(
            scores: distances.flatMap { $0 }, falseAlarmRate: falseAlarmRate)
        frameAlarm = try AlarmThreshold(
            scores: distances.map(Self.average), falseAlarmRate: falseAlarmRate)
        centres = groups.centres
        self.factor = factor
    }

    private enum CodingKeys: CodingKey {
        case centres, factor, tileAlarm, frameAlarm
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        centres = try container.decode([[Double]].self, forKey: .centres)
        factor = try container.decode(CholeskyFactor.self, forKey: .factor)
        tileAlarm = try container.decode(AlarmThreshold.self, forKey: .tileAlarm)
        frameAlarm = try container.decode(AlarmThreshold.self, forKey: .frameAlarm)
        guard !centres.isEmpty, centres.allSatisfy({ $0.count == factor.order }) else {
            throw TrustError(
                .shapeMismatch,
                "features: means of \(centres.map(\.count)) and a factor of \(factor.order) features"
            )
        }
    }

    /// Mahalanobis's distance of each tile; infinite for a tile with NaN or infinity.
    package func distances(of tiles: FeatureTable) -> [Double] {
        precondition(tiles.featureCount == featureCount, "features of the network trained here")
        return Self.distances(of: tiles, centres: centres, factor: factor)
    }

    static func average(_ distances: [Double]) -> Double {
        distances.reduce(0, +) / Double(max(1, distances.count))
    }

    /// From the nearest centre.
    private static func distances(
        of tiles: FeatureTable, centres: [[Double]], factor: CholeskyFactor
    ) -> [Double] {
        let order = factor.order
        var nearest = [Double](repeating: .infinity, count: tiles.tileCount)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: tiles.values.count) { rows in
            for centre in centres {
                for (index, value) in tiles.values.enumerated() {
                    rows.initializeElement(at: index, to: Double(value) - centre[index % order])
                }
                // A row that is no number spoils itself alone.
                factor.whiten(rows)
                for tile in nearest.indices {
                    var square = 0.0
                    for value in rows[tile * order..<(tile + 1) * order] {
                        square += value * value
                    }
                    if square.isFinite { nearest[tile] = min(nearest[tile], square.squareRoot()) }
                }
            }
        }
        return nearest
    }

    private static func rows(
        of tables: [FeatureTable], _ what: String, featureCount: Int? = nil
    ) throws(TrustError) -> [Double] {
        guard let first = tables.first else {
            throw TrustError(.tooFew, "features: no \(what) frames")
        }
        let wanted = featureCount ?? first.featureCount
        var rows: [Double] = []
        for (index, table) in tables.enumerated() {
            guard table.featureCount == wanted else {
                throw TrustError(
                    .shapeMismatch,
                    "features: \(what) frame \(index) has \(table.featureCount) features, "
                        + "not \(wanted)")
            }
            guard table.values.allSatisfy(\.isFinite) else {
                throw TrustError(
                    .notFinite, "features: \(what) frame \(index) has features that are no numbers")
            }
            rows.append(contentsOf: table.values.map(Double.init))
        }
        return rows
    }

    static func mean(of rows: [Double], order: Int) -> [Double] {
        var mean = [Double](repeating: 0, count: order)
        let count = Double(max(1, rows.count / order))
        for (index, value) in rows.enumerated() { mean[index % order] += value / count }
        return mean
    }

    /// Weakens what lies off the diagonal; lifts features that never varied.
    ///
    /// A feature that varies keeps its own variance, so that its unit does not matter. One that was
    /// always silent has none, but still counts when it speaks up: a hundredth of the spread that
    /// is usual among the others is far.
    private static func shrink(
        _ covariance: inout SymmetricMatrix, mean: [Double]
    ) throws(TrustError) {
        let variances = covariance.diagonal
        let varying = variances.indices.filter { !isSilent(variances[$0], mean: mean[$0]) }
        let sorted = varying.map { variances[$0] }.sorted()
        guard let largest = sorted.last, largest.isFinite else {
            throw TrustError(
                .constant, "features: none varies over the training tiles; train on more frames")
        }
        let usual = sorted[(sorted.count - 1) / 2]
        var isVarying = [Bool](repeating: false, count: variances.count)
        for index in varying { isVarying[index] = true }
        for row in variances.indices {
            for column in 0..<row {
                covariance[row, column] *=
                    isVarying[row] && isVarying[column] ? 1 - shrinkage : 0
            }
            if !isVarying[row] { covariance[row, row] = 1e-4 * usual }
        }
    }

    /// Whether a spread is no more than the rounding of single precision, of which a network's sums
    /// over a tile hold several steps.
    private static func isSilent(_ variance: Double, mean: Double) -> Bool {
        let rounding = 1e-6 * abs(mean)
        return !(variance > rounding * rounding)
    }
}
