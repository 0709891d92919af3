/// Where the events of a position's own sequence lie.
struct NestedOrigin: Sendable {
    private enum Rule: Sendable {
        /// As the sequence itself says.
        case own
        /// Where the event around it is.
        case inherited(Double?)
        /// Offsets from the position.
        case shifted(by: Double)

        func apply(to place: inout Double?) {
            switch self {
            case .own: break
            case .inherited(let value): place = value
            case .shifted(let offset): place = place.map { $0 + offset }
            }
        }
    }

    private var x = Rule.own
    private var y = Rule.own
    private var z = Rule.own

    /// The origin of a plan that is in no other.
    init() {}

    init(_ position: Position, event: MDAEvent, sequence: MDASequence) {
        if let plan = sequence.zPlan {
            if plan.isRelative { z = .shifted(by: position.zMicrometers ?? 0) }
        } else {
            z = .inherited(event.zMicrometers)
        }
        if let plan = sequence.gridPlan {
            guard plan.isRelative else { return }
            x = .shifted(by: position.xMicrometers ?? 0)
            y = .shifted(by: position.yMicrometers ?? 0)
        } else {
            x = .inherited(event.xMicrometers)
            y = .inherited(event.yMicrometers)
        }
    }

    func place(_ event: inout MDAEvent) {
        x.apply(to: &event.xMicrometers)
        y.apply(to: &event.yMicrometers)
        z.apply(to: &event.zMicrometers)
    }
}
