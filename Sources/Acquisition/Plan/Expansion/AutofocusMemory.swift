/// Decides before which events the autofocus runs.
struct AutofocusMemory {
    /// Where each autofocus plan saw its last event: the plan around all, then each position's own.
    private var last: [EventIndex]
    private let planes: [Double]
    private let isRelative: Bool

    init(_ resolved: ResolvedSequence) {
        last = Array(repeating: EventIndex(), count: resolved.positions.count + 1)
        planes = resolved.planes
        isRelative = resolved.plan.zPlan?.isRelative == true
    }

    /// The autofocus event that has to come before `event`, if any.
    ///
    /// - Parameters:
    ///   - position: whose own plan it is; `nil` for the plan of the whole sequence.
    ///   - nested: the planes of the position's sequence that `event` belongs to, if it has any.
    mutating func event(
        before event: MDAEvent, _ plan: AutofocusPlan, ofPosition position: Int?,
        nested: ResolvedSequence?
    ) -> MDAEvent? {
        let slot = position.map { $0 + 1 } ?? 0
        let previous = last[slot]
        last[slot] = event.index
        let hasMoved = plan.axes.contains { axis in
            event.index[axis] != nil && event.index.differs(from: previous, on: axis)
        }
        guard hasMoved else { return nil }
        var focusing = event
        focusing.action = .hardwareAutofocus(
            HardwareAutofocus(device: plan.device, motorOffset: plan.motorOffset))
        if let z = event.zMicrometers, let plane = event.index[.z] {
            focusing.zMicrometers = z - offset(ofPlane: plane, nested)
        }
        return focusing
    }

    /// How far plane number `plane` lies from home.
    ///
    /// The offset is looked up in the plan of the whole sequence even for the planes of a
    /// position's own plan, as the useq-schema package does; where that one has fewer planes the
    /// package fails, and we take the position's own.
    private func offset(ofPlane plane: Int, _ nested: ResolvedSequence?) -> Double {
        guard isRelative else { return 0 }
        if plane < planes.count { return planes[plane] }
        guard let nested, plane < nested.planes.count else { return 0 }
        return nested.planes[plane]
    }
}
