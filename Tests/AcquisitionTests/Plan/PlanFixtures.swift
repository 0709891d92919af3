import Documents

@testable import Acquisition

/// Reads a plan written in a test.
func plan(_ text: String, plateFocus: PlateFocus = .leave) throws -> MDASequence {
    try MDASequence(
        document: try Document.parse(text, file: "plan.yaml"), plateFocus: plateFocus)
}

/// What a plan is refused with.
func refusal(_ text: String) -> String {
    do {
        _ = try plan(text)
        return "accepted"
    } catch {
        return "\(error)"
    }
}

/// The warnings that a plan is read with, without their places.
func warnings(_ text: String) throws -> [String] {
    try plan(text).warnings.map { "\($0.severity.rawValue): \($0.message)" }
}

extension MDASequence {
    /// Each event in a few letters, such as `t0 p1 A 10ms z4.0 reset`.
    var lines: [String] { events.map(\.line) }
}

extension MDAEvent {
    var line: String {
        var parts = [index.description]
        if case .hardwareAutofocus = action { parts.append("AF") }
        if let channel { parts.append(channel.config) }
        if let exposure { parts.append("\(exposure.microseconds / 1000)ms") }
        if let xMicrometers { parts.append("x\(xMicrometers)") }
        if let yMicrometers { parts.append("y\(yMicrometers)") }
        if let zMicrometers { parts.append("z\(zMicrometers)") }
        if let minStartTime { parts.append("at \(Double(minStartTime.microseconds) / 1e6)") }
        if resetEventTimer { parts.append("reset") }
        if keepShutterOpen { parts.append("open") }
        return parts.joined(separator: " ")
    }
}
