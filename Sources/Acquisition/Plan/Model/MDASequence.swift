/// A multi-dimensional acquisition as useq-schema describes it.
///
/// - Source: useq-schema 0.9.2; where we differ, `docs/plans.md` says so.
package struct MDASequence: Equatable, Sendable {
    package var metadata: [String: PlanValue] = [:]
    /// Outermost first. A plan whose axis is missing here is not acquired.
    package var axisOrder = PlanAxis.defaultOrder
    package var stagePositions = StagePositions.list([])
    package var gridPlan: GridPlan?
    package var channels: [ChannelPlan] = []
    package var timePlan: TimePlan?
    package var zPlan: ZPlan?
    package var autofocusPlan: AutofocusPlan?
    /// Applied once before the first event; not among the events.
    package var setup: MDAEvent?
    package var keepShutterOpenAcross: [PlanAxis] = []
    /// What was found when the plan was read from a document.
    package var warnings: [PlanWarning] = []

    package init() {}

    /// The events, computed one at a time.
    package var events: EventSequence { EventSequence(ResolvedSequence(self)) }

    /// How many steps each axis of the axis order has; 0 for one that is not used.
    ///
    /// Positions' own sequences and skipped channels are not counted.
    package var sizes: [PlanAxis: Int] { ResolvedSequence(self).sizes }

    /// The axes with at least one step, outermost first.
    package var usedAxes: [PlanAxis] { ResolvedSequence(self).order }

    /// How many events there are, autofocus included.
    package var eventCount: Int { ResolvedSequence(self).eventCount }

    /// Whether there is anything to walk through, as opposed to, say, an autofocus plan only.
    var hasPlans: Bool {
        timePlan != nil || hasPositions || zPlan != nil || !channels.isEmpty || gridPlan != nil
    }

    private var hasPositions: Bool {
        switch stagePositions {
        case .list(let positions): !positions.isEmpty
        case .plate: true
        }
    }
}
