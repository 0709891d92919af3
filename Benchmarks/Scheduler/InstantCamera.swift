import Hardware
import Synchronization

/// A camera server in memory that exposes for a set time, or no time, and reads out at once.
///
/// Notes when each trigger came and when each exposure ended: what lies between an end and the next
/// trigger is the program's own time.
final class InstantCamera: CameraLink {
    private enum Message {
        case exposed(UInt64, ContinuousClock.Instant)
        case frame(UInt64)
    }

    private struct State {
        var messages: [Message] = []
        var triggers: [ContinuousClock.Instant] = []
        var ends: [ContinuousClock.Instant] = []
        /// When the run had decided on the next step.
        var steps: [ContinuousClock.Instant] = []
    }

    static let side = 64

    private let exposure: Duration
    private let pixels: FrameBuffer
    private let checksum: UInt32
    private let state = Mutex(State())

    init(exposure: Duration) {
        self.exposure = exposure
        let count = Self.side * Self.side
        pixels = FrameBuffer((0..<count).map { UInt16(truncatingIfNeeded: $0 &* 7) })
        checksum = pixels.withBytes(CRC32.checksum)
    }

    /// For each event, the time from the end of the exposure before to its own trigger.
    var gaps: [Duration] {
        state.withLock { state in
            zip(state.ends, state.triggers.dropFirst()).map { $1 - $0 }
        }
    }

    /// The second part of ``gaps``: from the decision on a step to its trigger.
    var preparations: [Duration] {
        state.withLock { state in
            // The run beats where it begins with a step, and again while something moves.
            var place = 0
            return zip(state.ends, state.triggers.dropFirst()).compactMap { end, trigger in
                while place < state.steps.count, state.steps[place] < end { place += 1 }
                guard place < state.steps.count, state.steps[place] <= trigger else { return nil }
                return trigger - state.steps[place]
            }
        }
    }

    /// Notes that the run begins with a step.
    func beginStep() { state.withLock { $0.steps.append(.now) } }

    /// For each event, the time from the trigger before to its own.
    var periods: [Duration] {
        state.withLock { state in
            zip(state.triggers, state.triggers.dropFirst()).map { $1 - $0 }
        }
    }

    func request(
        _ body: [UInt8], within timeout: Duration
    ) async throws(SerialError) -> [UInt8] {
        let text = String(decoding: body, as: UTF8.self)
        if text.contains("\"trigger\"") {
            return Array("{\"ok\": true, \"frame\": \(trigger())}".utf8)
        }
        if text.contains("\"describe\"") { return Array(describe.utf8) }
        // Settings are taken as they are asked for: the reply repeats the request.
        if text.contains("\"configure\"") {
            return Array(("{\"ok\": true, " + text.dropFirst()).utf8)
        }
        let next = state.withLock { $0.triggers.count + 1 }
        return Array("{\"ok\": true, \"next_frame\": \(next), \"dropped\": 0}".utf8)
    }

    func receive(within timeout: Duration) async throws(SerialError) -> CameraMessage {
        let message = state.withLock { state in
            state.messages.isEmpty ? nil : state.messages.removeFirst()
        }
        switch message {
        case nil: throw SerialError(.timedOut(after: timeout), "receive")
        case .exposed(let number, let end):
            // A run that is cancelled meanwhile only measures too little.
            if exposure > .zero { try? await ContinuousClock().sleep(until: end) }
            state.withLock { $0.ends.append(.now) }
            let header = "{\"type\": \"exposed\", \"frame\": \(number)}"
            return CameraMessage(header: Array(header.utf8), pixels: nil)
        case .frame(let number):
            return CameraMessage(header: Array(header(number).utf8), pixels: pixels)
        }
    }

    func close() async {}

    private func trigger() -> Int {
        state.withLock { state in
            let now = ContinuousClock.now
            state.triggers.append(now)
            let number = UInt64(state.triggers.count)
            state.messages += [.exposed(number, now + exposure), .frame(number)]
            return state.triggers.count
        }
    }

    private var describe: String {
        """
        {"ok": true, "protocol": 1, "model": "Instant", "serial": "1", "width": \(Self.side),
         "height": \(Self.side), "bit_depth": 16, "pixel_type": "uint16", "sensor_pixel_um": 6.5,
         "offset": 100.0, "electrons_per_grey": 0.5, "read_noise_electrons": 1.4,
         "min_exposure_s": 0.0001, "max_exposure_s": 10, "readout_s": 0, "buffer_frames": 8}
        """
    }

    private func header(_ number: UInt64) -> String {
        """
        {"type": "frame", "frame": \(number), "width": \(Self.side), "height": \(Self.side),
         "pixel_type": "uint16", "x": 0, "y": 0, "exposure_s": 0.01, "offset": 100.0,
         "electrons_per_grey": 0.5, "started_monotonic_s": 5.25,
         "started_wall_s": 1760000000.5, "dropped": 0, "crc32": \(checksum)}
        """
    }
}
