/// Intervals of figures over cells: whole positions are drawn anew, for cells of one field are
/// alike.
struct PositionResampling {
    private let groups: [[Int]]
    /// Of the bootstrap.
    private static let resamples = 400

    /// - Parameter crops: The cells that a figure is about, in its order.
    init(_ crops: [CellCrop]) {
        let byPlace = Dictionary(grouping: crops.indices) { index in
            [crops[index].source, crops[index].position]
        }
        groups = byPlace.values.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    }

    /// The figure and its interval; without an interval where there are fewer than three positions.
    ///
    /// - Parameter metric: Of the cells with these indices. Where it fails on a resample, for
    ///   instance because a class is missing there, the figure of all cells counts.
    func figure(
        _ name: String, isLowerBetter: Bool = false, peers: [TrainingRecord.Peer] = [],
        _ metric: ([Int]) throws -> Double
    ) throws -> TrainingRecord.Figure {
        let value = try metric(groups.flatMap { $0 })
        var figure = TrainingRecord.Figure(
            name: name, value: value, isLowerBetter: isLowerBetter, peers: peers)
        guard groups.count >= 3 else { return figure }
        let interval = try Bootstrap(resamples: Self.resamples, seed: 1)
            .interval(count: groups.count) { chosen in
                do {
                    let value = try metric(chosen.flatMap { groups[$0] })
                    return value.isFinite ? value : figure.value
                } catch is MetricError {
                    return figure.value
                }
            }
        figure.low = interval.lowerBound
        figure.high = interval.upperBound
        return figure
    }
}
