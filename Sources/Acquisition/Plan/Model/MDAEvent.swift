package import Hardware

/// One step of a multi-dimensional acquisition.
///
/// Whatever is `nil` stays as it is on the instrument.
package struct MDAEvent: Equatable, Sendable {
    package var index = EventIndex()
    package var channel: EventChannel?
    package var exposure: Duration?
    /// Not before this time, counted from the start or the last event that reset the timer.
    package var minStartTime: Duration?
    package var positionName: String?
    package var xMicrometers: Double?
    package var yMicrometers: Double?
    package var zMicrometers: Double?
    package var region: PixelRegion?
    package var properties: [DeviceProperty]?
    package var action = EventAction.acquireImage
    /// Whether the light may stay on until the next event, which uses the same light path.
    package var keepShutterOpen = false
    /// Whether times count from this event on.
    package var resetEventTimer = false
    package var metadata: [String: PlanValue] = [:]

    package init() {}
}

/// The channel of an event: a named configuration in a group.
package struct EventChannel: Hashable, Sendable, Codable {
    package var config: String
    package var group: String

    package init(config: String, group: String = "Channel") {
        self.config = config
        self.group = group
    }
}
