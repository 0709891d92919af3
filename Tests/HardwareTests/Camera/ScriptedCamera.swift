import FoundationEssentials
import Hardware

/// A camera server in memory, as the protocol's page of Python has it, with faults.
actor ScriptedCamera: CameraLink {
    enum Fault: CaseIterable, Sendable {
        case silentControl, garbledControl, refusedTrigger, wrongNumber, wrongExposure
        case skippedFrame, repeatedFrame, damagedPixels, wrongShape, shortPixels, droppedCount
        case garbledHeader, silentData, noPixels, unplug
    }

    private(set) var triggers = 0
    private(set) var aborts = 0
    private(set) var requests: [String] = []
    private var fault: Fault?
    private var number: UInt64 = 0
    private var isArmed = false
    private var credit = 0
    private var exposure = 0.01
    private var region = PixelRegion(x: 0, y: 0, width: 64, height: 48)
    private var messages: [CameraMessage] = []

    func fail(with fault: Fault?) { self.fault = fault }

    /// Counts frames from after `number` on.
    func count(after number: UInt64) { self.number = number }

    private struct Ask: Decodable {
        var request: String
        var exposureSeconds: Double?
        var region: PixelRegion?
        var credit: Int?
        var frames: Int?

        enum CodingKeys: String, CodingKey {
            case request, region, credit, frames
            case exposureSeconds = "exposure_s"
        }
    }

    func request(
        _ body: [UInt8], within timeout: Duration
    ) async throws(SerialError) -> [UInt8] {
        if fault == .unplug { throw SerialError(.unplugged, "request") }
        guard let ask = try? JSONDecoder().decode(Ask.self, from: Data(body)) else {
            return text("{\"ok\": false, \"error\": {\"kind\": \"malformed\", \"message\": \"?\"}}")
        }
        requests.append(ask.request)
        let isTrigger = ask.request == "trigger"
        if isTrigger, fault == .silentControl {
            throw SerialError(.timedOut(after: timeout), "request")
        }
        if isTrigger, fault == .garbledControl { return [0xFF, 0x00] }
        switch ask.request {
        case "describe": return describe
        case "configure": return configure(ask)
        case "arm":
            isArmed = true
            credit = ask.credit ?? 0
            messages = []
            return text("{\"ok\": true, \"next_frame\": \(number + 1)}")
        case "credit":
            credit += ask.frames ?? 0
            return text("{\"ok\": true}")
        case "abort":
            aborts += 1
            isArmed = false
            return text("{\"ok\": true}")
        case "health": return text("{\"ok\": true, \"dropped\": 0, \"armed\": \(isArmed)}")
        default: return trigger()
        }
    }

    private var describe: [UInt8] {
        text(
            """
            {"ok": true, "protocol": 1, "model": "Tiny", "serial": "1", "width": 64, "height": 48,
             "bit_depth": 16, "pixel_type": "uint16", "sensor_pixel_um": 6.5, "offset": 100.0,
             "electrons_per_grey": 0.5, "read_noise_electrons": 1.4, "min_exposure_s": 0.001,
             "max_exposure_s": 10, "readout_s": 0.01, "buffer_frames": 8, "unknown": true}
            """)
    }

    private func configure(_ ask: Ask) -> [UInt8] {
        exposure = ask.exposureSeconds ?? 0
        region = ask.region ?? region
        let actual = fault == .wrongExposure ? exposure * 2 : exposure
        return text(
            """
            {"ok": true, "exposure_s": \(actual), "region": {"x": \(region.x), "y": \(region.y),
             "width": \(region.width), "height": \(region.height)}}
            """)
    }

    private func trigger() -> [UInt8] {
        guard isArmed, credit > 0, fault != .refusedTrigger else {
            return text(
                "{\"ok\": false, \"error\": {\"kind\": \"busy\", \"message\": \"still exposing\"}}")
        }
        triggers += 1
        credit -= 1
        number += fault == .skippedFrame && triggers > 1 ? 2 : 1
        let told = fault == .wrongNumber ? number + 7 : number
        send(fault == .repeatedFrame && number > 1 ? number - 1 : number)
        return text(
            "{\"ok\": true, \"frame\": \(fault == .skippedFrame ? UInt64(triggers) : told)}")
    }

    private func send(_ number: UInt64) {
        guard fault != .silentData else { return }
        let width = fault == .wrongShape ? region.width + 1 : region.width
        let count = region.width * region.height - (fault == .shortPixels ? 1 : 0)
        let pixels = FrameBuffer((0..<count).map { UInt16(truncatingIfNeeded: $0 &* 7) })
        let checksum = pixels.withBytes(CRC32.checksum) ^ (fault == .damagedPixels ? 1 : 0)
        let header = """
            {"type": "frame", "frame": \(number), "width": \(width), "height": \(region.height),
             "pixel_type": "uint16", "x": \(region.x), "y": \(region.y), "exposure_s": \(exposure),
             "offset": 100.0, "electrons_per_grey": 0.5, "started_monotonic_s": 5.25,
             "started_wall_s": 1760000000.5, "dropped": \(fault == .droppedCount ? 3 : 0),
             "crc32": \(checksum)}
            """
        messages.append(
            CameraMessage(
                header: text("{\"type\": \"exposed\", \"frame\": \(number)}"), pixels: nil))
        messages.append(
            CameraMessage(
                header: fault == .garbledHeader ? [0x7B, 0xFF] : text(header),
                pixels: fault == .noPixels ? nil : pixels))
    }

    func receive(within timeout: Duration) async throws(SerialError) -> CameraMessage {
        await Task.yield()
        guard !messages.isEmpty else { throw SerialError(.timedOut(after: timeout), "receive") }
        return messages.removeFirst()
    }

    func close() async {}

    private func text(_ text: String) -> [UInt8] { Array(text.utf8) }
}
