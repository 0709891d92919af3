import Hardware

/// What can go wrong with the answer to a request.
enum LineFault: CaseIterable, Sendable {
    case silence, garbage, partial, wrongEcho, extraLine, refusal, lateReply, unplug, flood
    /// The answer belongs to some other request.
    case foreign
}

/// A small instrument that keeps its own truth.
protocol TinyDevice: Sendable {
    var requestEnd: UInt8 { get }
    var isDark: Bool { get }
    var isStill: Bool { get }
    /// How it refuses `request`.
    func refusal(of request: String) -> String
    mutating func answer(_ request: String) -> String
}

/// A line in memory with a small instrument at its end; a silent line times out at once.
actor ScriptedLine<Device: TinyDevice>: LineChannel {
    private(set) var device: Device
    private(set) var requests: [String] = []
    private(set) var byteCount = 0
    private var fault: (kind: LineFault, prefix: String)?
    private var input: [UInt8] = []
    private var output: [UInt8] = []
    private var late: [UInt8] = []
    private var isUnplugged = false
    /// How often a read or write lets others go first.
    var yields = 0

    init(_ device: Device) { self.device = device }

    var descriptor: Int32? { nil }

    func fail(with kind: LineFault?, on prefix: String = "") {
        fault = kind.map { ($0, prefix) }
    }

    func change(_ body: @Sendable (inout Device) -> Void) { body(&device) }

    func plugIn() { isUnplugged = false }

    func yield(times: Int) { yields = times }

    func write(_ bytes: [UInt8]) async throws(SerialError) {
        for _ in 0..<yields { await Task.yield() }
        guard !isUnplugged else { throw SerialError(.unplugged, "write") }
        byteCount += bytes.count
        output += late
        late = []
        for byte in bytes {
            guard byte == device.requestEnd else {
                input.append(byte)
                continue
            }
            let request = String(decoding: input, as: UTF8.self)
            input = []
            try receive(request)
        }
    }

    private func receive(_ request: String) throws(SerialError) {
        requests.append(request)
        let kind = fault.flatMap { request.hasPrefix($0.prefix) ? $0.kind : nil }
        func bytes(_ text: String) -> [UInt8] { Array(text.utf8) + [13, 10] }
        switch kind {
        case nil: output += bytes(device.answer(request))
        case .silence: _ = device.answer(request)
        case .garbage:
            _ = device.answer(request)
            output += [0xFF, 0x00, 0x80, 13, 10]
        case .partial: output += Array(device.answer(request).utf8.prefix(2))
        case .wrongEcho:
            _ = device.answer(request)
            output += bytes("A NONSENSE 1")
        case .foreign:
            _ = device.answer(request)
            output += bytes(device.requestEnd == 13 ? ":A 1.0 2.0 3.0" : "A TEMP 26")
        case .extraLine: output += bytes(device.answer(request)) + bytes("hello")
        case .refusal: output += bytes(device.refusal(of: request))
        case .lateReply: late += bytes(device.answer(request))
        case .unplug:
            isUnplugged = true
            throw SerialError(.unplugged, "write")
        case .flood:
            _ = device.answer(request)
            output += [UInt8](repeating: 0x55, count: 100_000)
        }
    }

    func readLine(
        endingWith terminator: [UInt8], within timeout: Duration
    ) async throws(SerialError) -> [UInt8] {
        for _ in 0..<yields { await Task.yield() }
        if isUnplugged { throw SerialError(.unplugged, "read") }
        if CancellationShield.isCancelled { throw SerialError(.cancelled, "read") }
        if let end = output.firstIndex(of: 10), end > 0, output[end - 1] == 13 {
            let line = Array(output[..<(end - 1)])
            output.removeFirst(end + 1)
            return line
        }
        if output.count > 65_536 { throw SerialError(.endless, "read") }
        throw SerialError(.timedOut(after: timeout), "read")
    }

    func discardInput() async throws(SerialError) -> [UInt8] {
        if isUnplugged { throw SerialError(.unplugged, "read") }
        defer { output = [] }
        return output
    }

    func close() async { isUnplugged = true }
}
