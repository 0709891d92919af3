/// The Z axis of an ASI MS-2000 controller.
///
/// - Units: micrometres.
/// - Safe state: halted.
/// - Source: ASI MS-2000 programming manual; `docs/devices/asi-ms2000.md`.
package actor MS2000Focus: FocusDrive {
    package nonisolated let label: String
    private let line: MS2000Line
    private var motion: MS2000Motion

    /// Takes over the axis where it is; moves nothing.
    package init(
        line: MS2000Line, limits: MotionLimits, latch: SafetyLatch, clock: any RunClock,
        settleTime: Duration
    ) async throws(DeviceError) {
        label = line.device
        self.line = line
        motion = try await MS2000Motion(
            line: line, axes: [.init(name: "Z", limits: limits.z, tolerance: 0.5)],
            latch: latch, clock: clock, settleTime: settleTime)
    }

    package func position() async throws(DeviceError) -> Double {
        try await line.positions(["Z"])[0]
    }

    package func startMove(toMicrometers position: Double) async throws(DeviceError) {
        var motion = motion
        try await motion.startMove(to: [position])
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
