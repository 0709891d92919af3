import CZeroMQ

/// One ZeroMQ socket of a benchmark's own side.
struct Endpoint: ~Copyable {
    struct Failure: Error {
        let operation: String
    }

    let socket: UnsafeMutableRawPointer
    /// Where others can connect to; empty for one that connects itself.
    let address: String

    /// Binds to a free port of this machine.
    init(binding kind: Int32, in context: UnsafeMutableRawPointer?) throws {
        guard let opened = zmq_socket(context, kind) else { throw Failure(operation: "socket") }
        var linger: Int32 = 0
        zmq_setsockopt(opened, ZMQ_LINGER, &linger, MemoryLayout<Int32>.size)
        var name = [CChar](repeating: 0, count: 256)
        var size = name.count
        guard zmq_bind(opened, "tcp://127.0.0.1:*") == 0,
            zmq_getsockopt(opened, ZMQ_LAST_ENDPOINT, &name, &size) == 0
        else { throw Failure(operation: "bind") }
        socket = opened
        address = String(
            decoding: name.prefix(size - 1).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    init(connecting kind: Int32, to address: String, in context: UnsafeMutableRawPointer?) throws {
        guard let opened = zmq_socket(context, kind) else { throw Failure(operation: "socket") }
        guard zmq_connect(opened, address) == 0 else { throw Failure(operation: "connect") }
        socket = opened
        self.address = ""
    }

    deinit { zmq_close(socket) }

    /// Sends `bytes`, which must stay as they are until the other side has them; no copy is made.
    func sendInPlace(_ bytes: UnsafeMutableRawBufferPointer) {
        var message = zmq_msg_t()
        zmq_msg_init_data(&message, bytes.baseAddress, bytes.count, { _, _ in }, nil)
        zmq_msg_send(&message, socket, 0)
    }

    func send(_ text: String, hasMore: Bool = false) {
        zmq_send(socket, text, text.utf8.count, hasMore ? ZMQ_SNDMORE : 0)
    }
}
