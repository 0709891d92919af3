/// The standard language of Lumencor engines: `GET NAME …` is answered `A NAME …`, or `E NAME`.
struct LumencorLine: Sendable {
    private let requests: RequestLine
    private let channel: any LineChannel

    /// The command reference promises an answer within 100 ms.
    static let timeout = Duration.milliseconds(500)

    init(device: String, channel: any LineChannel) {
        self.channel = channel
        requests = RequestLine(
            device: device, channel: channel,
            dialect: LineDialect(
                requestEnd: [0x0A], replyEnd: [0x0D, 0x0A], timeout: Self.timeout,
                probes: [
                    LineDialect.Probe("GET VER") { $0.hasPrefix("A VER ") },
                    LineDialect.Probe("GET SN") { $0.hasPrefix("A SN ") },
                ]))
    }

    func failure(_ reason: DeviceError.Reason, _ request: String) -> DeviceError {
        requests.failure(reason, request)
    }

    /// Ends whatever was sent by half. After power-up the first line is always answered by an
    /// error; it is dropped with everything else that comes before the first probe's answer.
    func wake() async throws(DeviceError) {
        do throws(SerialError) {
            try await channel.write([0x0A])
        } catch {
            throw DeviceError(device: requests.device, request: "connect", error)
        }
    }

    func command(_ request: String, latch: SafetyLatch?) async throws(DeviceError) {
        _ = try await requests.exchange(request, latch: latch) { Self.confirmation($0, request) }
    }

    func makeSafe(_ request: String) async throws(DeviceError) {
        _ = try await requests.makeSafe(request) { Self.confirmation($0, request) }
    }

    /// The words of a reply, at least one.
    func words(_ request: String) async throws(DeviceError) -> [String] {
        try await requests.exchange(request) { Self.values($0, request) }
    }

    /// The only word of a reply, as a whole number.
    func number(_ request: String) async throws(DeviceError) -> Int {
        try await requests.exchange(request) { reply in
            switch Self.values(reply, request) {
            case .value(let words):
                words.count == 1 ? Int(words[0]).map { .value($0) } ?? .malformed : .malformed
            case .refused(let text): .refused(text)
            case .malformed: .malformed
            }
        }
    }

    /// Switches all of `count` channels off and reads it back; never refused.
    func darken(count: Int) async throws(DeviceError) {
        let zeros = Array(repeating: "0", count: count)
        try await makeSafe("SET MULCH " + zeros.joined(separator: " "))
        let request = "GET MULCH"
        let actual = try await requests.makeSafe(request) { Self.values($0, request) }
        guard actual == zeros else {
            throw failure(
                .readbackDiffers(expected: "all off", actual: actual.joined(separator: " ")),
                request)
        }
    }

    /// Hands the lines to the camera's gate, or to software alone.
    ///
    /// An engine that does not know the gate is refused when the rig file relies on it.
    func setGate(_ gate: LightGate) async throws(DeviceError) {
        let wanted = gate == .camera ? 1 : 0
        do throws(DeviceError) {
            try await command("SET TTLENABLE \(wanted)", latch: nil)
            let actual = try await number("GET TTLENABLE")
            guard actual == wanted else {
                throw failure(
                    .readbackDiffers(expected: "\(wanted)", actual: "\(actual)"), "GET TTLENABLE")
            }
        } catch {
            if gate == .software, case .refused = error.reason { return }
            throw error
        }
    }

    private static func confirmation(_ reply: String, _ request: String) -> Reply<Bool> {
        let words = reply.split(separator: " ")
        if words.count == 2, words[0] == "A", words[1] == name(request) { return .value(true) }
        return misfit(reply, request)
    }

    private static func values(_ reply: String, _ request: String) -> Reply<[String]> {
        let words = reply.split(separator: " ")
        if words.count > 2, words[0] == "A", words[1] == name(request) {
            return .value(words.dropFirst(2).map(String.init))
        }
        return misfit(reply, request)
    }

    private static func misfit<Value>(_ reply: String, _ request: String) -> Reply<Value> {
        let words = reply.split(separator: " ")
        guard words.count >= 2, words[0] == "E", words[1] == name(request) else {
            return .malformed
        }
        return .refused("\"\(reply)\"")
    }

    private static func name(_ request: String) -> Substring? {
        request.split(separator: " ").dropFirst().first
    }
}
