import CRig
import Foundation
import Glibc
import Testing

/// A running `tarsier-rig`, with a client for each of its wires.
final class RigProcess {
    let folder: String
    private(set) var announcement: [String: [String]] = [:]
    private let process = Process()
    private let context: UnsafeMutableRawPointer?
    private var control: UnsafeMutableRawPointer?
    private var data: UnsafeMutableRawPointer?

    /// Starts the program that was built beside the tests and waits until it is ready.
    init(_ arguments: [String] = [], speed: Int = 50) throws {
        folder = NSTemporaryDirectory() + "rig-\(UUID().uuidString)"
        context = zmq_ctx_new()
        let output = Pipe()
        process.executableURL = try Self.program()
        process.arguments = ["--folder", folder, "--speed", "\(speed)", "--sensor", "64"]
        process.arguments? += ["--truth", truthPath, "--cells", "2"] + arguments
        process.standardOutput = output
        try process.run()
        var text = ""
        while !text.hasSuffix("ready\n") {
            let chunk = output.fileHandleForReading.availableData
            try #require(!chunk.isEmpty, "the rig ended before it was ready")
            text += String(decoding: chunk, as: UTF8.self)
        }
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            announcement[words[0]] = Array(words.dropFirst())
        }
    }

    deinit {
        disconnectCamera()
        zmq_ctx_term(context)
        if process.isRunning { process.terminate() }
        try? FileManager.default.removeItem(atPath: folder)  // Only temporary files.
    }

    var truthPath: String { folder + ".truth.jsonl" }

    /// The program that was built beside the tests.
    static func program() throws -> URL {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: tests).deletingLastPathComponent()
            .appendingPathComponent("tarsier-rig")
    }

    /// Ends the rig with `signal`; returns its exit code.
    func end(with signal: Int32 = SIGTERM) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }

    // MARK: Serial

    /// Opens a port as a controller does; raw mode is the rig's business.
    func open(_ port: String) throws -> Int32 {
        let descriptor = Glibc.open("\(folder)/\(port)", O_RDWR | O_NOCTTY | O_NONBLOCK)
        try #require(descriptor >= 0)
        return descriptor
    }

    /// Sends `request` and returns what comes until CR LF; `nil` once the line hung up.
    func ask(_ request: String, on descriptor: Int32) -> String? {
        let bytes = Array(request.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { return nil }
        var reply: [UInt8] = []
        while reply.suffix(2) != [0x0D, 0x0A] {
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 2000) > 0 else { break }
            var chunk = [UInt8](repeating: 0, count: 256)
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return nil }
            reply += chunk.prefix(count)
        }
        return String(decoding: reply, as: UTF8.self)
    }

    // MARK: Camera

    func connectCamera() throws {
        let endpoints = try #require(announcement["camera"])
        control = zmq_socket(context, ZMQ_REQ)
        data = zmq_socket(context, ZMQ_PULL)
        for socket in [control, data] {
            var patience: Int32 = 3000
            var linger: Int32 = 0
            zmq_setsockopt(socket, ZMQ_RCVTIMEO, &patience, 4)
            zmq_setsockopt(socket, ZMQ_LINGER, &linger, 4)
        }
        zmq_connect(control, endpoints[0])
        zmq_connect(data, endpoints[1])
    }

    func disconnectCamera() {
        for socket in [control, data] where socket != nil { zmq_close(socket) }
        control = nil
        data = nil
    }

    func request(_ json: String) -> String? {
        let bytes = Array(json.utf8)
        zmq_send(control, bytes, bytes.count, 0)
        return part(of: control).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The next message of the data socket.
    func message() -> [[UInt8]] {
        var parts: [[UInt8]] = []
        repeat {
            guard let part = part(of: data) else { break }
            parts.append(part)
        } while hasMore
        return parts
    }

    private var hasMore: Bool {
        var more: Int32 = 0
        var size = 4
        zmq_getsockopt(data, ZMQ_RCVMORE, &more, &size)
        return more != 0
    }

    private func part(of socket: UnsafeMutableRawPointer?) -> [UInt8]? {
        var message = zmq_msg_t()
        zmq_msg_init(&message)
        defer { zmq_msg_close(&message) }
        guard zmq_msg_recv(&message, socket, 0) >= 0 else { return nil }
        let bytes = UnsafeRawBufferPointer(
            start: zmq_msg_data(&message), count: zmq_msg_size(&message))
        return Array(bytes)
    }
}
