/// A property of a device that is set before an event.
package struct DeviceProperty: Hashable, Sendable, Codable {
    package var device: String
    package var property: String
    package var value: PlanValue

    package init(device: String, property: String, value: PlanValue) {
        self.device = device
        self.property = property
        self.value = value
    }
}
