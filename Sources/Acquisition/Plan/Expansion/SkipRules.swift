/// Which combinations of a plan's steps are not acquired.
struct SkipRules: Sendable {
    /// What a position's own sequence takes over from the plan around it.
    private struct Takeover: Sendable {
        var channels = false
        var planes = false
        var grid = false
    }

    private let acquireEvery: [Int]
    /// For each channel the only plane it takes; `nil` for all.
    private let onlyPlane: [Int?]
    private let takeovers: [Takeover]

    init(_ plan: MDASequence, positions: [Position], usesPlanes: Bool) {
        acquireEvery = plan.channels.map(\.acquireEvery)
        let middle = usesPlanes ? plan.zPlan?.middleIndex : nil
        onlyPlane = plan.channels.map { $0.doesStack ? nil : middle }
        takeovers = positions.map { Self.takeover($0.sequence) }
    }

    /// `step` holds an index per axis ordinal, -1 where the axis is not used.
    func skips(_ step: [Int]) -> Bool {
        let channel = step[PlanAxis.channel.ordinal]
        let plane = step[PlanAxis.z.ordinal]
        if channel >= 0 {
            let time = step[PlanAxis.time.ordinal]
            if time > 0, time % acquireEvery[channel] != 0 { return true }
            if let only = onlyPlane[channel], plane != only { return true }
        }
        let position = step[PlanAxis.position.ordinal]
        guard position >= 0 else { return false }
        let takeover = takeovers[position]
        return takeover.channels && channel > 0 || takeover.planes && plane > 0
            || takeover.grid && step[PlanAxis.grid.ordinal] > 0
    }

    /// How many steps at `position` (if any) are not skipped.
    func count(_ resolved: ResolvedSequence, position: Int?) -> Int {
        let takeover = position.map { takeovers[$0] } ?? Takeover()
        func steps(_ axis: PlanAxis, once: Bool = false) -> Int {
            resolved.uses(axis) && !once ? resolved.size(axis) : 1
        }
        let fields = steps(.grid, once: takeover.grid)
        let planes = steps(.z, once: takeover.planes)
        let times = steps(.time)
        guard resolved.uses(.channel) else { return times.times(fields).times(planes) }
        var total = 0
        for channel in acquireEvery.indices where channel == 0 || !takeover.channels {
            var stack = planes
            if let only = onlyPlane[channel] { stack = (0..<planes).contains(only) ? 1 : 0 }
            let visits = (times - 1) / acquireEvery[channel] + 1
            total = total.plus(visits.times(fields).times(stack))
        }
        return total
    }

    /// A sequence with an autofocus plan of its own takes nothing over.
    private static func takeover(_ sequence: MDASequence?) -> Takeover {
        guard let sequence, sequence.autofocusPlan == nil else { return Takeover() }
        let hasPlans =
            sequence.gridPlan != nil || sequence.zPlan != nil || sequence.timePlan != nil
        return Takeover(
            channels: !hasPlans || !sequence.channels.isEmpty, planes: sequence.zPlan != nil,
            grid: sequence.gridPlan != nil)
    }
}

extension Int {
    /// The product, or the largest number where it is larger than that.
    func times(_ other: Int) -> Int {
        let (product, isTooLarge) = multipliedReportingOverflow(by: other)
        return isTooLarge ? .max : product
    }

    /// The sum, or the largest number where it is larger than that.
    func plus(_ other: Int) -> Int {
        let (sum, isTooLarge) = addingReportingOverflow(other)
        return isTooLarge ? .max : sum
    }
}
