/// How the serial wires of the simulated rig carry bytes.
package struct WireSettings: Codable, Sendable, Equatable {
    package var stageBaud = 115_200
    package var engineBaud = 115_200
    /// Bounds of the time from the end of a request to the start of its reply; the instruments'
    /// documentation speaks of 5 to 20 ms including the USB adapter.
    package var fastestReplyMilliseconds = 5.0
    package var slowestReplyMilliseconds = 15.0

    package init() {}
}
