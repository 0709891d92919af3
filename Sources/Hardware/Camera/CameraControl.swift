import FoundationEssentials

/// Requests and replies of one camera.
struct CameraControl: Sendable {
    let device: String
    let link: any CameraLink

    /// A server answers within 1 s, whatever happens; the rest is for the network.
    static let timeout = Duration.milliseconds(1500)
    private static let trigger = Array(#"{"request":"trigger"}"#.utf8)

    func describe() async throws(DeviceError) -> CameraMessages.Description {
        let reply: CameraMessages.Description = try await ask(.init(request: "describe"))
        guard reply.isSane else {
            throw failure(.malformedReply("\(reply)"), "describe")
        }
        return reply
    }

    /// Exposes one frame and returns its number; the light is on meanwhile.
    ///
    /// - Parameter latch: Asked immediately before the bytes go out.
    func trigger(_ latch: SafetyLatch) async throws(DeviceError) -> UInt64 {
        let request = "trigger"
        let reply = try await send(Self.trigger, request, latch)
        if let plain = PlainObject(reply), plain.isTrue("ok"), let frame = plain.number("frame") {
            return frame
        }
        let triggered: CameraMessages.Triggered = try read(reply, request)
        return triggered.frame
    }

    /// Sends `request` and returns its reply.
    func ask<Value: Decodable & Sendable>(
        _ request: CameraMessages.Request
    ) async throws(DeviceError) -> Value {
        let body: [UInt8]
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            body = Array(try encoder.encode(request))
        } catch {
            throw failure(.malformedReply("\(error)"), request.request)
        }
        return try read(try await send(body, request.request, nil), request.request)
    }

    private func send(
        _ body: [UInt8], _ request: String, _ latch: SafetyLatch?
    ) async throws(DeviceError) -> [UInt8] {
        try latch?.requireArmed(device: device, request: request)
        do throws(SerialError) {
            return try await link.request(body, within: Self.timeout)
        } catch {
            throw DeviceError(device: device, request: request, error)
        }
    }

    /// Reads a message of the data socket and sums up its pixels.
    ///
    /// Not the camera's own work: the next trigger must not wait for megabytes.
    nonisolated func read(
        _ message: CameraMessage, _ request: String
    ) async throws(DeviceError) -> ReadMessage {
        ReadMessage(
            header: try decode(CameraMessages.Message.self, message.header, request),
            pixels: message.pixels, checksum: message.pixels?.withBytes(CRC32.checksum))
    }

    func failure(_ reason: DeviceError.Reason, _ request: String) -> DeviceError {
        DeviceError(device: device, request: request, reason: reason)
    }

    /// Reads JSON that came in answer to `request`, or by itself.
    private func decode<Value: Decodable>(
        _ type: Value.Type, _ bytes: [UInt8], _ request: String
    ) throws(DeviceError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch {
            throw failure(
                .malformedReply(String(decoding: bytes.prefix(80), as: UTF8.self)), request)
        }
    }

    private func read<Value: Decodable>(
        _ reply: [UInt8], _ request: String
    ) throws(DeviceError) -> Value {
        switch try decode(CameraMessages.Reply<Value>.self, reply, request) {
        case .answer(let value): return value
        case .refusal(let error):
            guard let error else {
                throw failure(.malformedReply("not ok, and no error"), request)
            }
            throw failure(.refused("\(error.message) (\(error.kind))"), request)
        }
    }
}
