/// Where a network's inner features lay in training, and how far away from there a frame's are.
///
/// Tiles form groups, as those of several channels and lights do, and vary within a group as is usual
/// there: in little light more than in much. The distance is Mahalanobis's from the nearest group, along
/// the axes in which training tiles vary most, so that no feature's unit matters.
///
/// - Source: Lee, Lee, Lee & Shin, Advances in Neural Information Processing Systems 31 (2018);
///   covariances drawn to their diagonal as in Ledoit & Wolf, Journal of Multivariate Analysis 88 (2004)
///   365–411, with a fixed weight, and to that of all groups as in Friedman, Journal of the American
///   Statistical Association 84 (1989) 165–175; what no axis shows as in Tipping & Bishop, Journal of
///   the Royal Statistical Society B 61 (1999) 611–622.
package struct FeatureDistribution: Sendable, Codable, Equatable {
    /// Weight of the diagonal in a covariance.
    package static let shrinkage = 0.1
    private static let mostAxes = 64
    /// Axes along which groups are told apart.
    private static let groupingAxes = 3
    /// So many tiles with the spread of all groups are added to each group's own.
    private static let commonTiles = 10.0
    /// What lies beside the axes counts less than so many axes would, for it is not independent.
    private static let restWeight = 0.3
    /// A feature that never varied still counts when it speaks up: a hundredth of the spread that is
    /// usual among the others is far.
    private static let silentShare = 0.01
    /// Of few tiles variances are known badly: below so many a share of each feature's own is added.
    private static let fewTiles = 400
    private static func floor(tileCount: Int) -> Double {
        guard tileCount < fewTiles else { return 0 }
        let share = min(1, 60 / Double(tileCount))
        return 0.1 * share * share
    }
    /// Where axes show all, no more than this is left of a tile.
    private static let rounding = 1e-9

    let axes: PrincipalAxes
    let groups: [FeatureGroup]
    /// Over a tile's distance, set on held-out tiles.
    package let tileAlarm: AlarmThreshold
    /// Over a frame's mean distance, set on held-out frames.
    package let frameAlarm: AlarmThreshold

    package var featureCount: Int { axes.order }

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
        let tileCount = rows.count / order
        guard tileCount >= 2 else {
            throw TrustError(.tooFew, "features: one training tile; at least two are needed")
        }
        let axes = try PrincipalAxes(
            of: rows, order: order, most: min(Self.mostAxes, tileCount - 1))
        let groups = try Self.groups(
            (0..<tileCount).map { axes.place(rows[$0 * order..<($0 + 1) * order]) },
            axes: axes, count: groupCount)
        _ = try Self.rows(of: heldOut, "held-out", featureCount: order)
        let distances = heldOut.filter { $0.tileCount > 0 }.map {
            Self.distances(of: $0, axes: axes, groups: groups)
        }
        tileAlarm = try AlarmThreshold(
            scores: distances.flatMap { $0 }, falseAlarmRate: falseAlarmRate)
        frameAlarm = try AlarmThreshold(
            scores: distances.map(Self.average), falseAlarmRate: falseAlarmRate)
        self.axes = axes
        self.groups = groups
    }

    private enum CodingKeys: CodingKey {
        case axes, groups, tileAlarm, frameAlarm
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        axes = try container.decode(PrincipalAxes.self, forKey: .axes)
        groups = try container.decode([FeatureGroup].self, forKey: .groups)
        tileAlarm = try container.decode(AlarmThreshold.self, forKey: .tileAlarm)
        frameAlarm = try container.decode(AlarmThreshold.self, forKey: .frameAlarm)
        guard axes.isSound, !groups.isEmpty, groups.allSatisfy({ $0.fits(axes) }) else {
            throw TrustError(
                .shapeMismatch,
                "features: \(axes.count) axes of \(axes.order) features, and groups with "
                    + "\(groups.map(\.centre.count)) of them")
        }
    }

    /// The distance of each tile; infinite for a tile with NaN or infinity.
    package func distances(of tiles: FeatureTable) -> [Double] {
        precondition(tiles.featureCount == featureCount, "features of the network trained here")
        return Self.distances(of: tiles, axes: axes, groups: groups)
    }

    static func average(_ distances: [Double]) -> Double {
        distances.reduce(0, +) / Double(max(1, distances.count))
    }

    private static func distances(
        of tiles: FeatureTable, axes: PrincipalAxes, groups: [FeatureGroup]
    ) -> [Double] {
        let usual = axes.spreads.filter { $0 > 0 }.sorted()
        let silentSpread = silentShare * usual[(usual.count - 1) / 2]
        return (0..<tiles.tileCount).map { tile in
            let row = tiles.values[tile * axes.order..<(tile + 1) * axes.order].map(Double.init)
            guard row.allSatisfy(\.isFinite) else { return .infinity }
            let (along, rest) = axes.place(row)
            var square = groups.reduce(Double.infinity) {
                min($0, $1.squaredDistance(along: along, rest: rest, restWeight: restWeight))
            }
            for (index, value) in row.enumerated() where axes.spreads[index] == 0 {
                let step = (value - axes.means[index]) / silentSpread
                square += step * step
            }
            return square.squareRoot()
        }
    }

    private static func groups(
        _ places: [(along: [Double], rest: Double)], axes: PrincipalAxes, count: Int
    ) throws -> [FeatureGroup] {
        let width = axes.count
        let shown = min(groupingAxes, width)
        let parted = FeatureGroups(
            places.flatMap { $0.along[..<shown] }, order: shown, count: count)
        let members = Dictionary(grouping: places.indices, by: { parted.group[$0] })
        let indices = members.keys.sorted().compactMap { members[$0] }
        let centres = indices.map { tiles in
            FeatureDistribution.mean(of: tiles.flatMap { places[$0].along }, order: width)
        }
        let steps = zip(indices, centres).map { tiles, centre in
            tiles.flatMap { tile in zip(places[tile].along, centre).map { $0 - $1 } }
        }
        let free = Double(max(1, places.count - indices.count))
        let common = SymmetricMatrix(
            productsOf: steps.flatMap { $0 }, order: width, divisor: free)
        let floor = floor(tileCount: places.count)
        let commonRest = places.reduce(0) { $0 + $1.rest } / Double(places.count)
        return try indices.indices.map { group in
            var covariance = SymmetricMatrix(
                productsOf: steps[group], order: width,
                divisor: Double(indices[group].count - 1) + commonTiles)
            let share = commonTiles / (Double(indices[group].count - 1) + commonTiles)
            for row in 0..<width {
                for column in 0...row {
                    let value = covariance[row, column] + share * common[row, column]
                    covariance[row, column] =
                        row == column ? value + floor : (1 - shrinkage) * value
                }
            }
            let rest =
                (indices[group].reduce(0) { $0 + places[$1].rest } + commonTiles * commonRest)
                / (Double(indices[group].count) + commonTiles)
            return FeatureGroup(
                centre: centres[group], factor: try CholeskyFactor(covariance),
                rest: floor + (rest > rounding ? rest / Double(max(1, axes.order - width)) : 0))
        }
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
}
