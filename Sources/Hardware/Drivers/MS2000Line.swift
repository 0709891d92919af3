/// The language of an ASI MS-2000 controller, shared by the stage, the focus and the lamp on it.
///
/// - Units: micrometres in Swift; on the wire `UM` units per millimetre, 10 000 unless changed.
/// - Source: ASI MS-2000 programming manual; `docs/devices/asi-ms2000.md`.
package struct MS2000Line: Sendable {
    package let requests: RequestLine
    /// The firmware as it names itself.
    package let version: String
    private let unitsPerMicrometer: [String: Double]

    package static let timeout = Duration.milliseconds(500)

    /// Finds the controller on `channel` and learns the units of `axes`; moves nothing.
    package init(
        device: String, channel: any LineChannel, axes: [String]
    ) async throws(DeviceError) {
        requests = RequestLine(device: device, channel: channel, dialect: Self.dialect)
        version = try await requests.exchange("V") { reply in
            guard let text = Self.payload(reply), !text.isEmpty else { return Self.misfit(reply) }
            return .value(String(text))
        }
        var units: [String: Double] = [:]
        for axis in axes {
            let request = "UM \(axis)?"
            let perMillimeter = try await requests.exchange(request) { Self.assignment($0, axis) }
            // The sign only says which way the motor turns.
            guard abs(perMillimeter) >= 1 else {
                throw requests.failure(.malformedReply("\(perMillimeter)"), request)
            }
            units[axis] = abs(perMillimeter) / 1000
        }
        unitsPerMicrometer = units
    }

    package var device: String { requests.device }

    /// Sends a command that is answered by `:A`.
    package func command(
        _ request: String, latch: SafetyLatch?
    ) async throws(DeviceError) {
        _ = try await requests.exchange(request, latch: latch) { Self.acknowledgement($0) }
    }

    /// The value in a reply such as `:A X=5.7`, `:X=50 A` or `X=50 :A`.
    package func value(_ request: String, axis: String) async throws(DeviceError) -> Double {
        try await requests.exchange(request) { Self.assignment($0, axis) }
    }

    /// Positions of `axes` in micrometres, which must be in the controller's order.
    package func positions(_ axes: [String]) async throws(DeviceError) -> [Double] {
        let request = "W " + axes.joined(separator: " ")
        let units = try axes.map { axis throws(DeviceError) in
            try self.units(axis, request)
        }
        return try await requests.exchange(request) { reply in
            guard let text = Self.payload(reply) else { return Self.misfit(reply) }
            let numbers = text.split(separator: " ").map { Self.number($0) }
            guard numbers.count == units.count else { return .malformed }
            var positions: [Double] = []
            for (number, unit) in zip(numbers, units) {
                guard let number else { return .malformed }
                positions.append(number / unit)
            }
            return .value(positions)
        }
    }

    /// Starts a move of `axes` to `micrometers`.
    package func startMove(
        _ axes: [String], to micrometers: [Double], latch: SafetyLatch
    ) async throws(DeviceError) {
        var request = "M"
        for (axis, position) in zip(axes, micrometers) {
            request += " \(axis)=\(fixed(position * (try units(axis, "M \(axis)")), places: 2))"
        }
        do throws(DeviceError) {
            try await command(request, latch: latch)
        } catch {
            guard case .latched = error.reason else {
                // Nobody knows whether it moves: stop it. The first error is the one to report.
                try? await halt()
                throw error
            }
            throw error
        }
    }

    /// Whether anything on the controller is still moving.
    package func isBusy() async throws(DeviceError) -> Bool {
        try await requests.exchange("/") { reply in
            switch reply.trimmingSpaces {
            case "N": .value(false)
            case "B": .value(true)
            default: Self.misfit(reply)
            }
        }
    }

    /// Stops all axes.
    package func halt() async throws(DeviceError) {
        _ = try await requests.makeSafe("\\") { reply in
            // What the controller answers when it had to interrupt a move.
            reply.trimmingSpaces == ":N-21" ? .value(true) : Self.acknowledgement(reply)
        }
    }

    private func units(_ axis: String, _ request: String) throws(DeviceError) -> Double {
        guard let units = unitsPerMicrometer[axis] else {
            throw requests.failure(.limitUnknown("the units of axis \(axis) are unknown"), request)
        }
        return units
    }
}
