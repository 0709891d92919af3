/// The two sockets of a camera server over ZeroMQ.
///
/// Frames are handed on in the memory in which ZeroMQ received them.
package struct ZeroMQLink: CameraLink {
    private let control: ControlSocket
    private let data: DataSocket
    private let receives: Bool

    /// Prepares both sockets; a server that is not there is noticed by the first request.
    ///
    /// - Parameter receives: Whether frames are to come; `false` leaves the data socket alone.
    package init(
        _ address: CameraAddress, device: String, receives: Bool = true
    ) throws(DeviceError) {
        self.receives = receives
        let control = try CameraEndpoint(address.control, keys: address.keys, device: device)
        let data = try CameraEndpoint(address.data, keys: address.keys, device: device)
        do throws(SerialError) {
            let context = try ZeroMQContext()
            self.control = ControlSocket(context: context, address: control)
            self.data = DataSocket(context: context, address: data)
        } catch {
            throw DeviceError(device: device, request: "connect to \(address.control)", error)
        }
    }

    package func request(
        _ body: [UInt8], within timeout: Duration
    ) async throws(SerialError) -> [UInt8] {
        // Later requests must not wait for the data socket: it may be waiting for a frame itself.
        if receives, await control.isFirstUse() { try await data.open() }
        return try await control.request(body, within: timeout)
    }

    package func receive(within timeout: Duration) async throws(SerialError) -> CameraMessage {
        try await data.receive(within: timeout)
    }

    package func close() async {
        await control.close()
        await data.close()
    }
}

/// Waits in slices, so that cancellation is noticed within 50 ms.
private func wait(
    for socket: borrowing ZeroMQSocket, reading: Bool, until deadline: ContinuousClock.Instant,
    _ timeout: Duration, _ operation: String
) throws(SerialError) {
    while true {
        if CancellationShield.isCancelled { throw SerialError(.cancelled, operation) }
        let remaining = deadline - ContinuousClock.now
        guard remaining > .zero else { throw SerialError(.timedOut(after: timeout), operation) }
        if try socket.wait(forReading: reading, min(remaining.wholeMilliseconds + 1, 50)) { return }
    }
}

/// Requests and replies, strictly in turn.
private actor ControlSocket {
    private let executor = BlockingExecutor(label: "camera control")
    private let context: ZeroMQContext
    private let address: CameraEndpoint
    private var socket: ZeroMQSocket?
    private var isClosed = false
    private var isUsed = false

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    init(context: ZeroMQContext, address: CameraEndpoint) {
        self.context = context
        self.address = address
    }

    /// True for the first call only.
    func isFirstUse() -> Bool {
        defer { isUsed = true }
        return !isUsed
    }

    func request(_ body: [UInt8], within timeout: Duration) throws(SerialError) -> [UInt8] {
        guard !isClosed else { throw SerialError(.unplugged, "send to \(address.url)") }
        let opened =
            if let socket = socket.take() { socket } else {
                try ZeroMQSocket.connect(.request, context: context, to: address)
            }
        // On any error below, the socket is closed with what it holds: a reply that comes too late
        // can never be taken for the answer to the next request.
        let deadline = ContinuousClock.now + timeout
        let operation = "wait for \(address.url)"
        try wait(for: opened, reading: false, until: deadline, timeout, operation)
        try opened.send(body)
        try wait(for: opened, reading: true, until: deadline, timeout, operation)
        guard let parts = try opened.receive(atMost: 1), let reply = parts.first else {
            throw SerialError(.timedOut(after: timeout), operation)
        }
        socket = consume opened
        return reply.copy
    }

    func close() {
        isClosed = true
        socket = nil
    }
}

/// Frames as they come.
private actor DataSocket {
    private let executor = BlockingExecutor(label: "camera data")
    private let context: ZeroMQContext
    private let address: CameraEndpoint
    private var socket: ZeroMQSocket?
    private var isClosed = false

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    init(context: ZeroMQContext, address: CameraEndpoint) {
        self.context = context
        self.address = address
    }

    /// Connects before the first request, so that no frame can be sent to nobody.
    func open() throws(SerialError) {
        guard !isClosed, socket == nil else { return }
        socket = try ZeroMQSocket.connect(.pull, context: context, to: address)
    }

    func receive(within timeout: Duration) throws(SerialError) -> CameraMessage {
        let operation = "wait for a frame from \(address.url)"
        try open()
        guard let opened = socket.take() else {
            throw SerialError(.unplugged, operation)
        }
        do throws(SerialError) {
            let deadline = ContinuousClock.now + timeout
            while true {
                try wait(for: opened, reading: true, until: deadline, timeout, operation)
                guard let parts = try opened.receive(atMost: 2), let header = parts.first else {
                    continue
                }
                let pixels = parts.count > 1 ? parts[1].pixels : nil
                socket = consume opened
                return CameraMessage(header: header.copy, pixels: pixels)
            }
        } catch {
            // A message with too many parts leaves the socket in its middle: start afresh. After a
            // mere time-out the next frame may still come.
            if error.reason != .endless { socket = consume opened }
            throw error
        }
    }

    func close() {
        isClosed = true
        socket = nil
    }
}
