import CRig
import Glibc

/// The two ZeroMQ sockets of the camera server, on the loopback address.
///
/// The control socket is a ROUTER that speaks to REQ clients: unlike a REP it may leave a request
/// unanswered, which a camera that hangs has to. Belongs to one thread.
final class CameraSockets {
    /// A request and the frames that lead back to who sent it.
    struct Request {
        var envelope: [[UInt8]]
        var body: [UInt8]
    }

    private let context: UnsafeMutableRawPointer
    private let control: UnsafeMutableRawPointer
    private let data: UnsafeMutableRawPointer
    let controlEndpoint: String
    let dataEndpoint: String
    /// Becomes readable when the control socket may have something.
    let controlDescriptor: Int32

    /// Binds both sockets; port 0 takes any that is free.
    init(controlPort: Int, dataPort: Int) throws(SettingsError) {
        guard let context = zmq_ctx_new(), let control = zmq_socket(context, ZMQ_ROUTER),
            let data = zmq_socket(context, ZMQ_PUSH)
        else { throw Self.failure("create sockets") }
        self.context = context
        self.control = control
        self.data = data
        Self.set(ZMQ_LINGER, 0, on: control)
        Self.set(ZMQ_LINGER, 0, on: data)
        // Frames wait in the rig, where they are counted, not in a queue that nobody sees.
        Self.set(ZMQ_SNDHWM, 4, on: data)
        Self.set(ZMQ_IMMEDIATE, 1, on: data)
        do throws(SettingsError) {
            controlEndpoint = try Self.bind(control, port: controlPort)
            dataEndpoint = try Self.bind(data, port: dataPort)
            controlDescriptor = Self.get(ZMQ_FD, of: control)
        } catch {
            zmq_close(control)
            zmq_close(data)
            zmq_ctx_term(context)
            throw error
        }
    }

    deinit {
        zmq_close(control)
        zmq_close(data)
        zmq_ctx_term(context)
    }

    /// Whether a request waits; asking also rearms ``controlDescriptor``.
    var hasRequest: Bool { Self.get(ZMQ_EVENTS, of: control) & ZMQ_POLLIN != 0 }

    /// Takes the next request; never waits.
    func receive() -> Request? {
        guard let first = frame() else { return nil }
        var frames = [first]
        while Self.get(ZMQ_RCVMORE, of: control) != 0, let next = frame() { frames.append(next) }
        let body = frames.removeLast()
        return Request(envelope: frames, body: body)
    }

    func reply(_ body: [UInt8], to request: Request) {
        for frame in request.envelope {
            zmq_send(control, frame, frame.count, ZMQ_SNDMORE | ZMQ_DONTWAIT)
        }
        zmq_send(control, body, body.count, ZMQ_DONTWAIT)
    }

    /// Sends a message of the data socket; `false` if no client takes it now.
    func send(header: [UInt8], pixels: [UInt16]?) -> Bool {
        let more = pixels == nil ? 0 : ZMQ_SNDMORE
        guard zmq_send(data, header, header.count, more | ZMQ_DONTWAIT) >= 0 else { return false }
        guard let pixels else { return true }
        let sent = pixels.withUnsafeBytes {
            zmq_send(data, $0.baseAddress, $0.count, ZMQ_DONTWAIT)
        }
        return sent >= 0
    }

    private func frame() -> [UInt8]? {
        var message = zmq_msg_t()
        zmq_msg_init(&message)
        defer { zmq_msg_close(&message) }
        guard zmq_msg_recv(&message, control, ZMQ_DONTWAIT) >= 0 else { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: zmq_msg_data(&message), count: zmq_msg_size(&message))
        return Array(bytes)
    }

    private static func bind(
        _ socket: UnsafeMutableRawPointer, port: Int
    ) throws(SettingsError) -> String {
        let wanted = "tcp://127.0.0.1:" + (port == 0 ? "*" : String(port))
        guard zmq_bind(socket, wanted) == 0 else { throw failure("bind \(wanted)") }
        var endpoint = [CChar](repeating: 0, count: 256)
        var length = endpoint.count
        guard zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, &endpoint, &length) == 0 else {
            throw failure("ask for the endpoint of \(wanted)")
        }
        return endpoint.withUnsafeBufferPointer {
            $0.baseAddress.map { String(cString: $0) } ?? wanted
        }
    }

    private static func set(_ option: Int32, _ value: Int32, on socket: UnsafeMutableRawPointer) {
        var value = value
        let status = zmq_setsockopt(socket, option, &value, MemoryLayout<Int32>.size)
        precondition(status == 0, "an option that this ZeroMQ does not have")
    }

    private static func get(_ option: Int32, of socket: UnsafeMutableRawPointer) -> Int32 {
        var value: Int32 = 0
        var size = MemoryLayout<Int32>.size
        zmq_getsockopt(socket, option, &value, &size)
        return value
    }

    private static func failure(_ operation: String) -> SettingsError {
        SettingsError("camera: \(operation): \(String(cString: zmq_strerror(zmq_errno())))")
    }
}
