/// Runs a hardware autofocus before each event at which one of `axes` has moved.
package struct AutofocusPlan: Equatable, Sendable {
    package var axes: [PlanAxis]
    package var device: String?
    package var motorOffset: Double?

    package init(axes: [PlanAxis], device: String? = nil, motorOffset: Double? = nil) {
        self.axes = axes
        self.device = device
        self.motorOffset = motorOffset
    }
}
