/// The X and Y axes of an ASI MS-2000 controller.
///
/// - Units: micrometres.
/// - Safe state: halted.
/// - Source: ASI MS-2000 programming manual; `docs/devices/asi-ms2000.md`.
package actor MS2000Stage: XYStage {
    package nonisolated let label: String
    private let line: MS2000Line
    private var motion: MS2000Motion

    /// Takes over the axes where they are; moves nothing.
    package init(
        line: MS2000Line, limits: MotionLimits, latch: SafetyLatch, clock: any RunClock,
        settleTime: Duration
    ) async throws(DeviceError) {
        label = line.device
        self.line = line
        motion = try await MS2000Motion(
            line: line,
            axes: [
                // Finish error and drift of the closed loop are below 0.5 µm (manual, PC and E).
                .init(name: "X", limits: limits.x, tolerance: 1),
                .init(name: "Y", limits: limits.y, tolerance: 1),
            ],
            latch: latch, clock: clock, settleTime: settleTime)
    }

    package func position() async throws(DeviceError) -> StagePoint {
        let place = try await line.positions(["X", "Y"])
        return StagePoint(xMicrometers: place[0], yMicrometers: place[1])
    }

    package func startMove(to point: StagePoint) async throws(DeviceError) {
        var motion = motion
        try await motion.startMove(to: [point.xMicrometers, point.yMicrometers])
        self.motion = motion
    }

    package func waitUntilSettled() async throws(DeviceError) {
        try await motion.waitUntilSettled()
    }

    package func halt() async throws(DeviceError) {
        motion.forgetTarget()
        try await line.halt()
    }
}
