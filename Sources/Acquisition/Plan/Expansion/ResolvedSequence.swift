/// A plan with every axis laid out, ready to be walked through.
final class ResolvedSequence: Sendable {
    let plan: MDASequence
    let times: TimePoints
    let positions: [Position]
    let grid: [GridPoint]
    let planes: [Double]
    /// The used axes, outermost first, and how many steps each has.
    let order: [PlanAxis]
    let counts: [Int]
    let sizes: [PlanAxis: Int]
    let rules: SkipRules
    /// For each position, its own sequence if that has anything to walk through.
    let nested: [ResolvedSequence?]

    var channels: [ChannelPlan] { plan.channels }

    init(_ plan: MDASequence) {
        self.plan = plan
        times = plan.timePlan?.points ?? TimePoints()
        positions = plan.stagePositions.positions
        grid = plan.gridPlan?.points ?? []
        planes = plan.zPlan?.planes ?? []
        let counts = [
            times.count, positions.count, grid.count, plan.channels.count, planes.count,
        ]
        order = plan.axisOrder.filter { counts[$0.ordinal] > 0 }
        self.counts = order.map { counts[$0.ordinal] }
        rules = SkipRules(plan, positions: positions, usesPlanes: order.contains(.z))
        sizes = Dictionary(
            plan.axisOrder.map { ($0, counts[$0.ordinal]) }, uniquingKeysWith: { first, _ in first }
        )
        nested = positions.map { position in
            guard let sequence = position.sequence, sequence.hasPlans else { return nil }
            return ResolvedSequence(sequence)
        }
    }

    func uses(_ axis: PlanAxis) -> Bool { order.contains(axis) }

    func size(_ axis: PlanAxis) -> Int { sizes[axis] ?? 0 }
}
