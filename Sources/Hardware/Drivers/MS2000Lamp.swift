/// The LED output of an ASI MS-2000 controller, used as the transmitted lamp.
///
/// - Units: a fraction of full scale in Swift, whole percents on the wire.
/// - Safe state: `LED X=0`, confirmed by reading it back.
/// - Source: ASI MS-2000 programming manual, LED; `docs/devices/asi-ms2000.md`.
package actor MS2000Lamp: LightSource {
    package static let lineName = "LED"

    package nonisolated let label: String
    package nonisolated let lines = [lineName]
    package nonisolated let offBytes = Array("\rLED X=0\r".utf8)
    private let line: MS2000Line
    private let latch: SafetyLatch
    /// What the output is set to when the lamp is on.
    private var percent = 0
    private var isOn = false

    /// Takes over the output and leaves it dark.
    package init(line: MS2000Line, latch: SafetyLatch) async throws(DeviceError) {
        label = line.device
        self.line = line
        self.latch = latch
        try await darken()
    }

    package nonisolated func attainableFraction(_ fraction: Double, line: String) -> Double {
        (fraction * 100).rounded() / 100
    }

    package func setIntensity(_ fraction: Double, line name: String) async throws(DeviceError) {
        let request = "set intensity of \(name)"
        try requireLine(name, request)
        guard (0...1).contains(fraction) else {
            throw line.requests.failure(.outOfRange(allowed: "0...1"), request)
        }
        try latch.requireArmed(device: label, request: request)
        let percent = Int((fraction * 100).rounded())
        if isOn, percent != self.percent { try await output(percent) }
        self.percent = percent
    }

    package func setEmission(on: Bool, line name: String) async throws(DeviceError) {
        try requireLine(name, on ? "switch on \(name)" : "switch off \(name)")
        guard on else { return try await darken() }
        try await output(percent)
    }

    package func darken() async throws(DeviceError) {
        isOn = false
        _ = try await line.requests.makeSafe("LED X=0") { MS2000Line.acknowledgement($0) }
        let actual = try await line.requests.makeSafe("LED X?") { MS2000Line.assignment($0, "X") }
        guard actual == 0 else {
            throw line.requests.failure(
                .readbackDiffers(expected: "X=0", actual: "X=\(actual)"), "LED X?")
        }
    }

    /// Sets the output and reads it back; dark on every error.
    private func output(_ percent: Int) async throws(DeviceError) {
        let request = "LED X=\(percent)"
        do throws(DeviceError) {
            try await line.command(request, latch: latch)
            let actual = try await line.value("LED X?", axis: "X")
            guard actual == Double(percent) else {
                let reason = DeviceError.Reason.readbackDiffers(
                    expected: "X=\(percent)", actual: "X=\(actual)")
                throw line.requests.failure(reason, "LED X?")
            }
            // The safe state may have come while the read-back was under way.
            try latch.requireArmed(device: label, request: request)
            isOn = true
        } catch {
            // The first error is the one to report; whatever it was, ask once more for darkness.
            try? await darken()
            throw error
        }
    }

    private func requireLine(_ name: String, _ request: String) throws(DeviceError) {
        guard name == Self.lineName else {
            throw line.requests.failure(
                .refused("there is no line \(name); known: \(Self.lineName)"), request)
        }
    }
}
