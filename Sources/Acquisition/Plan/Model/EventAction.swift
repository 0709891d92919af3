/// What is to be done at an event.
package enum EventAction: Hashable, Sendable {
    case acquireImage
    case hardwareAutofocus(HardwareAutofocus)
    case custom(name: String, data: [String: PlanValue])
}

/// One run of a hardware autofocus.
package struct HardwareAutofocus: Hashable, Sendable, Codable {
    /// `nil`: whichever the rig has.
    package var device: String?
    /// What the offset motor is set to before; `nil`: left where it is. In the device's own units.
    package var motorOffset: Double?
    package var retryCount: Int

    package init(device: String? = nil, motorOffset: Double? = nil, retryCount: Int = 3) {
        self.device = device
        self.motorOffset = motorOffset
        self.retryCount = retryCount
    }
}
