/// A place of the stage, in micrometres of its own coordinates.
package struct StagePoint: Hashable, Sendable {
    package var xMicrometers: Double
    package var yMicrometers: Double

    package init(xMicrometers: Double, yMicrometers: Double) {
        self.xMicrometers = xMicrometers
        self.yMicrometers = yMicrometers
    }
}

/// A motorised stage that moves the sample across the objective.
package protocol XYStage: Actor {
    nonisolated var label: String { get }

    /// Where the stage says it is.
    func position() async throws(DeviceError) -> StagePoint

    /// Starts a move and returns while the stage is under way.
    ///
    /// - Throws: `outOfRange` outside the limits and `latched` in the safe state, before a byte is
    ///   sent.
    func startMove(to point: StagePoint) async throws(DeviceError)

    /// Returns when the stage has arrived and settled, and reads back that it did.
    func waitUntilSettled() async throws(DeviceError)

    /// Stops at once; never refused.
    func halt() async throws(DeviceError)
}
