import CZeroMQ
import Dispatch

/// The peer of the camera: a ZeroMQ PUSH and a PULL socket and nothing else.
enum BareZeroMQ {
    /// The time from the first to the last of `count` messages of a frame's size, after one more.
    static func time(_ frame: PreparedFrame, count: Int) throws -> Duration {
        let context = zmq_ctx_new()
        defer { zmq_ctx_term(context) }
        let push = Sender(try Endpoint(binding: ZMQ_PUSH, in: context))
        let pull = try Endpoint(connecting: ZMQ_PULL, to: push.address, in: context)
        let ended = DispatchSemaphore(value: 0)
        DispatchQueue(label: "push").async {
            for _ in 0...count { push.endpoint.sendInPlace(frame.bytes) }
            ended.signal()
        }
        try receive(pull)
        let time = try ContinuousClock().measure { for _ in 0..<count { try receive(pull) } }
        ended.wait()
        return time
    }

    private static func receive(_ pull: borrowing Endpoint) throws {
        var message = zmq_msg_t()
        zmq_msg_init(&message)
        defer { zmq_msg_close(&message) }
        guard zmq_msg_recv(&message, pull.socket, 0) == PreparedFrame.byteCount else {
            throw Endpoint.Failure(operation: "receive")
        }
    }

    /// `@unchecked Sendable` holds because one thread alone sends, and ends before the last
    /// reference goes.
    private final class Sender: @unchecked Sendable {
        let endpoint: Endpoint
        var address: String { endpoint.address }

        init(_ endpoint: consuming Endpoint) { self.endpoint = endpoint }
    }
}
