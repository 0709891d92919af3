import CZeroMQ
import Dispatch
import Synchronization

/// The two sockets of a camera server, in a thread of its own: echoes requests, sends what it is
/// told to.
final class TinyCameraServer: @unchecked Sendable {
    // `@unchecked Sendable`: the sockets are used by the thread alone until it has ended.
    private let context: UnsafeMutableRawPointer
    private let control: UnsafeMutableRawPointer
    private let data: UnsafeMutableRawPointer
    private let outgoing = Mutex<[[[UInt8]]]>([])
    private let delay = Mutex<Int>(0)
    private let isEnding = Mutex(false)
    private let ended = DispatchSemaphore(value: 0)
    let controlAddress: String
    let dataAddress: String

    struct Failure: Error {}

    /// - Parameter secretKey: Makes both sockets CURVE servers.
    init(scheme: String = "tcp://127.0.0.1:*", secretKey: String? = nil) throws {
        guard let context = zmq_ctx_new(), let control = zmq_socket(context, ZMQ_REP),
            let data = zmq_socket(context, ZMQ_PUSH)
        else { throw Failure() }
        self.context = context
        self.control = control
        self.data = data
        controlAddress = try Self.bind(control, scheme, secretKey)
        dataAddress = try Self.bind(data, scheme.replacing("control", with: "data"), secretKey)
        DispatchQueue(label: "tiny camera server").async { self.serve() }
    }

    func stop() {
        isEnding.withLock { $0 = true }
        ended.wait()
        zmq_close(control)
        zmq_close(data)
        zmq_ctx_term(context)
    }

    func send(_ parts: [[UInt8]]) { outgoing.withLock { $0.append(parts) } }

    /// Answers the next request only after `milliseconds`.
    func delayNext(_ milliseconds: Int) { delay.withLock { $0 = milliseconds } }

    private static func bind(
        _ socket: UnsafeMutableRawPointer, _ address: String, _ secretKey: String?
    ) throws -> String {
        var zero: Int32 = 0
        var one: Int32 = 1
        zmq_setsockopt(socket, ZMQ_LINGER, &zero, 4)
        if let secretKey {
            zmq_setsockopt(socket, ZMQ_CURVE_SERVER, &one, 4)
            zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secretKey, 40)
        }
        guard zmq_bind(socket, address) == 0 else { throw Failure() }
        var endpoint = [CChar](repeating: 0, count: 256)
        var size = endpoint.count
        zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, &endpoint, &size)
        return String(
            decoding: endpoint.prefix(size - 1).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func serve() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isEnding.withLock({ $0 }) {
            var item = zmq_pollitem_t(socket: control, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
            if zmq_poll(&item, 1, 2) > 0 {
                let count = zmq_recv(control, &buffer, buffer.count, 0)
                let wait = delay.withLock { delay in
                    defer { delay = 0 }
                    return delay
                }
                if wait > 0 { zmq_poll(nil, 0, wait) }
                zmq_send(control, buffer, Int(max(count, 0)), ZMQ_DONTWAIT)
            }
            for parts in outgoing.withLock({ take(&$0) }) {
                for (index, part) in parts.enumerated() {
                    let flags = index < parts.count - 1 ? ZMQ_SNDMORE : 0
                    zmq_send(data, part, part.count, flags)
                }
            }
        }
        ended.signal()
    }

    private func take(_ list: inout [[[UInt8]]]) -> [[[UInt8]]] {
        defer { list = [] }
        return list
    }
}
