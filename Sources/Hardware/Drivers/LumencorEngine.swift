/// A Lumencor light engine of the third generation (SPECTRA III, CELESTA …), standard language.
///
/// - Units: a fraction of full scale in Swift, whole steps of `MAXINT` on the wire.
/// - Safe state: all switches off by `SET MULCH`, confirmed by reading it back.
/// - Source: Lumencor Gen III command reference; `docs/devices/lumencor-gen3.md`.
package actor LumencorEngine: LightSource {
    package nonisolated let label: String
    package nonisolated let lines: [String]
    package nonisolated let model: String
    package nonisolated let offBytes: [UInt8]
    private nonisolated let fullScale: [Int]
    private let line: LumencorLine
    private let latch: SafetyLatch
    /// Intensities that the engine has confirmed.
    private var intensities: [Int: Int] = [:]

    /// Connects over `channel` and leaves the engine dark.
    ///
    /// - Parameter gate: What decides when a line that is on emits; the engine knows one gate for
    ///   all its lines.
    package init(
        label: String, channel: any LineChannel, gate: LightGate, latch: SafetyLatch
    ) async throws(DeviceError) {
        self.label = label
        self.latch = latch
        line = LumencorLine(device: label, channel: channel)
        try await line.wake()
        lines = try await line.words("GET CHMAP")
        offBytes = Array("\nSET MULCH\(String(repeating: " 0", count: lines.count))\n".utf8)
        // Darkness before anything else that can fail.
        try await line.darken(count: lines.count)
        model = try await line.words("GET MODEL").joined(separator: " ")
        var scales: [Int] = []
        for channel in lines.indices {
            let scale = try await line.number("GET MAXINT \(channel)")
            guard (1...1_000_000).contains(scale) else {
                throw line.failure(.malformedReply("MAXINT \(scale)"), "GET MAXINT \(channel)")
            }
            scales.append(scale)
        }
        fullScale = scales
        try await line.setGate(gate)
    }

    package nonisolated func attainableFraction(_ fraction: Double, line: String) -> Double {
        guard let channel = lines.firstIndex(of: line) else { return fraction }
        let scale = Double(fullScale[channel])
        return (fraction * scale).rounded() / scale
    }

    package func setIntensity(_ fraction: Double, line name: String) async throws(DeviceError) {
        let channel = try self.channel(name, "set intensity of \(name)")
        guard (0...1).contains(fraction) else {
            throw line.failure(.outOfRange(allowed: "0...1"), "set intensity of \(name)")
        }
        let steps = Int((fraction * Double(fullScale[channel])).rounded())
        let request = "SET CHINT \(channel) \(steps)"
        guard intensities[channel] != steps else {
            return try latch.requireArmed(device: label, request: request)
        }
        intensities[channel] = nil
        try await darkOnError { () async throws(DeviceError) in
            try await line.command(request, latch: latch)
            let actual = try await line.number("GET CHINT \(channel)")
            guard actual == steps else {
                throw line.failure(
                    .readbackDiffers(expected: "\(steps)", actual: "\(actual)"), request)
            }
        }
        intensities[channel] = steps
    }

    package func setEmission(on: Bool, line name: String) async throws(DeviceError) {
        let channel = try self.channel(name, on ? "switch on \(name)" : "switch off \(name)")
        let request = "SET CH \(channel) \(on ? 1 : 0)"
        try await darkOnError { () async throws(DeviceError) in
            if on {
                try await line.command(request, latch: latch)
            } else {
                try await line.makeSafe(request)
            }
            let actual = try await line.number("GET CH \(channel)")
            guard actual == (on ? 1 : 0) else {
                throw line.failure(
                    .readbackDiffers(expected: on ? "1" : "0", actual: "\(actual)"), request)
            }
            // The safe state may have come while the read-back was under way.
            if on { try latch.requireArmed(device: label, request: request) }
        }
    }

    package func darken() async throws(DeviceError) {
        try await line.darken(count: lines.count)
    }

    /// Which lines really shine at this moment, by the engine's own sensors.
    package func shining() async throws(DeviceError) -> [String] {
        var shining: [String] = []
        for (channel, name) in lines.enumerated()
        where try await line.number("GET CHACT \(channel)") != 0 {
            shining.append(name)
        }
        return shining
    }

    private func channel(_ name: String, _ request: String) throws(DeviceError) -> Int {
        guard let channel = lines.firstIndex(of: name) else {
            let known = lines.joined(separator: ", ")
            throw line.failure(.refused("there is no line \(name); known: \(known)"), request)
        }
        return channel
    }

    private func darkOnError(
        _ body: () async throws(DeviceError) -> Void
    ) async throws(DeviceError) {
        do throws(DeviceError) {
            try await body()
        } catch {
            intensities = [:]
            // The first error is the one to report; whatever it was, ask once more for darkness.
            try? await darken()
            throw error
        }
    }
}
