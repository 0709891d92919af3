@testable import SimulatedRig

/// A host at the other ends of the rig's wires, in virtual time.
final class RigBench {
    let rig: SimulatedRig
    private(set) var now: Duration = .zero
    private(set) var frames: [(header: JSONValue, pixels: [UInt16])] = []
    private(set) var exposed: [Int] = []

    init(
        faults: [String] = [], seed: UInt64 = 1, change: (inout RigSettings) -> Void = { _ in }
    ) throws {
        var settings = RigSettings()
        settings.seed = seed
        settings.faults = faults
        settings.specimen.cellsPerSquareMillimeter = 2
        settings.sensor.width = 64
        settings.sensor.height = 48
        change(&settings)
        rig = try SimulatedRig(settings)
    }

    var seconds: Double { now.asSeconds }

    /// Lets time pass.
    func wait(_ duration: Duration) {
        now += duration
        collect()
    }

    /// Sends `text` and returns what comes back within `patience`; ends early at CR LF.
    func ask(
        _ text: String, on port: RigPort = .stage, within patience: Duration = .milliseconds(500)
    ) -> String {
        rig.receive(Array(text.utf8), on: port, at: now)
        return read(port, within: patience, untilLine: true)
    }

    /// What arrives within `patience`.
    func read(
        _ port: RigPort, within patience: Duration, untilLine: Bool = false
    ) -> String {
        let deadline = now + patience
        var bytes: [UInt8] = []
        while true {
            bytes += rig.transmit(on: port, until: now)
            if untilLine && bytes.suffix(2) == [0x0D, 0x0A] { break }
            guard let next = rig.nextTransmission(on: port), next <= deadline else {
                now = deadline
                break
            }
            now = max(next, now)
        }
        collect()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Wakes the engine, whose first answer is always an error.
    func wakeEngine() {
        _ = ask("\n", on: .engine)
    }

    func engine(_ request: String) -> String { ask(request + "\n", on: .engine) }

    func stage(_ request: String) -> String { ask(request + "\r", on: .stage) }

    /// Sends a request to the camera and waits for the reply.
    @discardableResult
    func camera(_ json: String) -> JSONValue? {
        guard let (reply, at) = rig.cameraRequest(Array(json.utf8), at: now) else { return nil }
        now = max(now, at)
        return try? JSONParser.parse(reply)  // A reply that is not JSON counts as none.
    }

    /// Configures, arms and returns.
    func prepareCamera(seconds: Double, credit: Int = 100) {
        camera(#"{"request": "configure", "exposure_s": \#(seconds)}"#)
        camera(#"{"request": "arm", "credit": \#(credit)}"#)
    }

    @discardableResult
    func trigger() -> JSONValue? { camera(#"{"request": "trigger"}"#) }

    private func collect() {
        for message in rig.cameraMessages(until: now) {
            guard let header = try? JSONParser.parse(message.header) else { continue }
            if let pixels = message.pixels {
                frames.append((header, pixels))
            } else if let frame = header["frame"]?.int {
                exposed.append(frame)
            }
        }
    }
}
