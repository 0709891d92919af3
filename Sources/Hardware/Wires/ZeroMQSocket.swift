import CZeroMQ
import Glibc

/// The library's context; ends when the last socket of it is closed.
///
/// `@unchecked Sendable` holds because a ZeroMQ context may be used by any thread.
final class ZeroMQContext: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    init() throws(SerialError) {
        guard let pointer = zmq_ctx_new() else { throw zmqFailure("start ZeroMQ") }
        self.pointer = pointer
    }

    deinit { zmq_ctx_term(pointer) }
}

/// One ZeroMQ socket, closed when it goes out of scope; nothing unsent lingers.
///
/// `@unchecked Sendable` holds because it cannot be copied, and its one owner is an actor whose
/// executor orders every use.
struct ZeroMQSocket: ~Copyable, @unchecked Sendable {
    enum Pattern {
        case request, pull
    }

    private let socket: UnsafeMutableRawPointer
    private let context: ZeroMQContext
    private let address: String

    /// Opens a socket and begins to connect it.
    static func connect(
        _ pattern: Pattern, context: ZeroMQContext, to address: CameraEndpoint
    ) throws(SerialError) -> ZeroMQSocket {
        let kind = pattern == .request ? ZMQ_REQ : ZMQ_PULL
        guard let opened = zmq_socket(context.pointer, kind) else {
            throw zmqFailure("open a socket for \(address.url)")
        }
        let socket = ZeroMQSocket(socket: opened, context: context, address: address.url)
        try socket.set(ZMQ_LINGER, 0)
        // A request to a server that is not there must fail, not wait and expose a minute later.
        try socket.set(ZMQ_IMMEDIATE, 1)
        try socket.set(ZMQ_RCVHWM, 16)
        try socket.set(ZMQ_MAXMSGSIZE, pattern == .request ? 65_536 : 512 << 20)
        if let keys = address.keys {
            try socket.set(ZMQ_CURVE_SERVERKEY, keys.server)
            let pair = if let pair = keys.pair { pair } else { try Self.newPair() }
            try socket.set(ZMQ_CURVE_PUBLICKEY, pair.publicKey)
            try socket.set(ZMQ_CURVE_SECRETKEY, pair.secretKey)
        }
        guard zmq_connect(opened, address.url) == 0 else {
            throw zmqFailure("connect to \(address.url)")
        }
        return socket
    }

    private init(
        socket: UnsafeMutableRawPointer, context: ZeroMQContext, address: String
    ) {
        self.socket = socket
        self.context = context
        self.address = address
    }

    deinit { zmq_close(socket) }

    /// Waits for at most `milliseconds` until a message can be read, or written.
    func wait(forReading isReading: Bool, _ milliseconds: Int32) throws(SerialError) -> Bool {
        var item = zmq_pollitem_t(
            socket: socket, fd: 0, events: Int16(isReading ? ZMQ_POLLIN : ZMQ_POLLOUT), revents: 0)
        let count = zmq_poll(&item, 1, Int(milliseconds))
        guard count >= 0 || zmq_errno() == EINTR else { throw zmqFailure("wait for \(address)") }
        return count > 0
    }

    func send(_ bytes: [UInt8]) throws(SerialError) {
        guard zmq_send(socket, bytes, bytes.count, ZMQ_DONTWAIT) >= 0 else {
            throw zmqFailure("send to \(address)")
        }
    }

    /// All parts of the message that is waiting; `nil` if it is none after all.
    func receive(atMost partLimit: Int) throws(SerialError) -> [ZeroMQMessage]? {
        var parts: [ZeroMQMessage] = []
        while true {
            let part = ZeroMQMessage()
            guard zmq_msg_recv(part.message, socket, ZMQ_DONTWAIT) >= 0 else {
                if parts.isEmpty, zmq_errno() == EAGAIN || zmq_errno() == EINTR { return nil }
                throw zmqFailure("receive from \(address)")
            }
            parts.append(part)
            guard parts.count <= partLimit else {
                throw SerialError(.endless, "receive from \(address)")
            }
            if zmq_msg_more(part.message) == 0 { return parts }
        }
    }

    private func set(_ option: Int32, _ value: Int32) throws(SerialError) {
        let isLong = option == ZMQ_MAXMSGSIZE
        var short = value
        var long = Int64(value)
        let status =
            isLong
            ? zmq_setsockopt(socket, option, &long, MemoryLayout<Int64>.size)
            : zmq_setsockopt(socket, option, &short, MemoryLayout<Int32>.size)
        guard status == 0 else { throw zmqFailure("set up \(address)") }
    }

    private func set(_ option: Int32, _ key: String) throws(SerialError) {
        guard zmq_setsockopt(socket, option, key, key.utf8.count) == 0 else {
            throw zmqFailure("use the CURVE keys for \(address)")
        }
    }

    private static func newPair() throws(SerialError) -> CurveKeys.Pair {
        var publicKey = [CChar](repeating: 0, count: 41)
        var secretKey = [CChar](repeating: 0, count: 41)
        guard zmq_curve_keypair(&publicKey, &secretKey) == 0 else {
            throw zmqFailure("make CURVE keys")
        }
        func text(_ key: [CChar]) -> String {
            String(decoding: key.prefix(40).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return CurveKeys.Pair(publicKey: text(publicKey), secretKey: text(secretKey))
    }
}

/// One part of a message, released with its last reference.
///
/// `@unchecked Sendable` holds because the part is written once, before anybody else sees it.
final class ZeroMQMessage: @unchecked Sendable {
    fileprivate let message: UnsafeMutablePointer<zmq_msg_t>

    fileprivate init() {
        message = .allocate(capacity: 1)
        zmq_msg_init(message)
    }

    deinit {
        zmq_msg_close(message)
        message.deallocate()
    }

    /// Valid while this object lives.
    private var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: zmq_msg_data(message), count: zmq_msg_size(message))
    }

    var copy: [UInt8] { Array(bytes) }

    /// The part as pixels, without a copy.
    ///
    /// A part of a few kilobytes may lie at an odd address in the library's own buffer; only such a
    /// one is copied.
    var pixels: FrameBuffer {
        if let start = bytes.baseAddress, UInt(bitPattern: start) % 2 == 0 {
            return FrameBuffer(adopting: bytes) { _ = self }
        }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 2)
        copy.copyMemory(from: bytes)
        let address = UInt(bitPattern: copy.baseAddress)
        return FrameBuffer(adopting: UnsafeRawBufferPointer(copy)) {
            UnsafeMutableRawPointer(bitPattern: address)?.deallocate()
        }
    }
}

private func zmqFailure(_ operation: String) -> SerialError {
    let code = zmq_errno()
    return code == EAGAIN
        ? SerialError(.timedOut(after: .zero), operation)
        : SerialError(.failed(errno: code), operation)
}
