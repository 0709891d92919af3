/// A motorised focus.
package protocol FocusDrive: Actor {
    nonisolated var label: String { get }

    /// Where the focus says it is, in micrometres.
    func position() async throws(DeviceError) -> Double

    /// Starts a move and returns while the drive is under way.
    ///
    /// - Throws: `outOfRange` outside the limits and `latched` in the safe state, before a byte is
    ///   sent.
    func startMove(toMicrometers position: Double) async throws(DeviceError)

    /// Returns when the drive has arrived and settled, and reads back that it did.
    func waitUntilSettled() async throws(DeviceError)

    /// Stops at once; never refused.
    func halt() async throws(DeviceError)
}
