import FoundationEssentials

/// Requests and replies of one camera.
struct CameraControl: Sendable {
    let device: String
    let link: any CameraLink

    /// A server answers within 1 s, whatever happens; the rest is for the network.
    static let timeout = Duration.milliseconds(1500)

    func describe() async throws(DeviceError) -> CameraMessages.Description {
        let reply: CameraMessages.Description = try await ask(.init(request: "describe"))
        guard reply.isSane else {
            throw failure(.malformedReply("\(reply)"), "describe")
        }
        return reply
    }

    /// Sends `request` and returns its reply.
    ///
    /// - Parameter latch: Asked immediately before the bytes go out.
    func ask<Value: Decodable & Sendable>(
        _ request: CameraMessages.Request, latch: SafetyLatch? = nil
    ) async throws(DeviceError) -> Value {
        let body: [UInt8]
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            body = Array(try encoder.encode(request))
        } catch {
            throw failure(.malformedReply("\(error)"), request.request)
        }
        try latch?.requireArmed(device: device, request: request.request)
        let reply: [UInt8]
        do throws(SerialError) {
            reply = try await link.request(body, within: Self.timeout)
        } catch {
            throw DeviceError(device: device, request: request.request, error)
        }
        return try read(reply, request.request)
    }

    func failure(_ reason: DeviceError.Reason, _ request: String) -> DeviceError {
        DeviceError(device: device, request: request, reason: reason)
    }

    /// Reads JSON that came in answer to `request`, or by itself.
    func decode<Value: Decodable>(
        _ type: Value.Type = Value.self, _ bytes: [UInt8], _ request: String
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
