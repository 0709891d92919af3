/// One instrument and its serial wire: paces bytes at the baud rate, takes its time to answer, and
/// fails as the script says.
///
/// Times in seconds of rig time. Requests are carried out one after the other, each shortly before
/// its reply begins.
struct SerialWire<Firmware: FirmwareModel>: Sendable {
    private struct Request: Sendable {
        var text: String
        /// When it is carried out and when its reply begins.
        var runs: Double
        var replies: Double
        var strikes: [FaultScript.Strike]
    }

    /// Bytes on their way to the host, one after the other from `start` on.
    private struct Burst: Sendable {
        var start: Double
        var bytes: [UInt8]
        var sentCount = 0
    }

    var firmware: Firmware
    private(set) var faults: FaultScript
    private var assembler = LineAssembler(terminators: Firmware.terminators)
    private var random: WireRandom
    private let secondsPerByte: Double
    private let latency: ClosedRange<Double>
    private var inputEnd = -Double.infinity
    private var requests: [Request] = []
    private var bursts: [Burst] = []
    private var outputEnd = -Double.infinity
    private var checkedFaults = -1.0

    init(_ firmware: Firmware, baud: Int, settings: WireSettings, faults: FaultScript, seed: UInt64)
    {
        self.firmware = firmware
        self.faults = faults
        // A start bit, eight data bits and a stop bit.
        secondsPerByte = 10 / Double(baud)
        let low = settings.fastestReplyMilliseconds / 1000
        latency = low...max(low, settings.slowestReplyMilliseconds / 1000)
        random = WireRandom(seed: seed)
    }

    /// The next time at which the instrument does something by itself.
    var nextEvent: Double? {
        let change = faults.nextChange(after: checkedFaults)
        guard let runs = requests.first?.runs else { return change }
        return min(runs, change ?? .infinity)
    }

    func isUnplugged(at time: Double) -> Bool { faults.holds(.unplug, at: time) }

    /// The name under which the port came back, if it did and under another.
    func replugName(at time: Double) -> String? {
        guard let latest = faults.latest(.unplug, at: time), latest.isOver else { return nil }
        return latest.fault.argument
    }

    // MARK: Host to instrument

    mutating func receive(_ bytes: [UInt8], at time: Double) {
        guard !isUnplugged(at: time) else { return }
        for byte in bytes {
            inputEnd = max(inputEnd, time) + secondsPerByte
            guard let line = assembler.take(byte) else { continue }
            if line.isEmpty && !Firmware.answersEmptyLines { continue }
            accept(line)
        }
    }

    private mutating func accept(_ line: String) {
        let strikes = faults.strikes(request: line, at: inputEnd)
        let span = latency.upperBound - latency.lowerBound
        let pause = latency.lowerBound + random.unit() * span
        let begins = max(inputEnd, requests.last?.replies ?? -.infinity)
        requests.append(
            Request(
                text: line, runs: begins + 0.8 * pause, replies: begins + pause, strikes: strikes))
    }

    // MARK: What happens by itself

    /// Carries out what is due at or before `time`, at most one thing, and says when it happened.
    mutating func step(to time: Double) -> Double? {
        guard let next = nextEvent, next <= time else { return nil }
        if let change = faults.nextChange(after: checkedFaults), change <= next {
            checkedFaults = change
            applyConditions(at: change)
            return change
        }
        run(requests.removeFirst())
        return next
    }

    private mutating func applyConditions(at time: Double) {
        firmware.pretendBusy(faults.holds(.busy, at: time))
        if isUnplugged(at: time) {
            requests.removeAll()
            bursts.removeAll()
            outputEnd = -.infinity
        }
        for strike in faults.unprompted(at: time) {
            send(strike.kind == .flood ? flood(strike) : Firmware.unasked, from: time)
        }
    }

    private mutating func run(_ request: Request) {
        applyConditions(at: request.runs)
        guard !isUnplugged(at: request.runs), !faults.holds(.silence, at: request.runs) else {
            return
        }
        let isRefused = request.strikes.contains { $0.kind == .refusal }
        let isIgnored = request.strikes.contains { $0.kind == .ignored }
        var reply: [UInt8]
        if isRefused {
            reply = Firmware.refusal(of: request.text)
        } else if isIgnored {
            var copy = firmware
            reply = copy.reply(to: request.text, at: request.runs)
        } else {
            reply = firmware.reply(to: request.text, at: request.runs)
        }
        guard !faults.holds(.mute, at: request.runs), !reply.isEmpty else { return }
        var start = request.replies
        for strike in request.strikes { distort(&reply, &start, by: strike) }
        send(reply, from: start)
    }

    private mutating func distort(
        _ reply: inout [UInt8], _ start: inout Double, by strike: FaultScript.Strike
    ) {
        switch strike.kind {
        case .garbage: reply = (0..<max(6, reply.count)).map { _ in random.byte() } + [0x0D, 0x0A]
        case .partial: reply = Array(reply.prefix(max(1, reply.count / 2)))
        case .wrongEcho: reply = Firmware.misdirected(reply)
        case .extraLine: reply += Firmware.unasked
        case .duplicate: reply += reply
        case .readback: reply = Self.falsified(reply)
        case .late: start += strike.argument.flatMap(Double.init) ?? 2
        case .flood: reply += flood(strike)
        default: break
        }
    }

    private mutating func flood(_ strike: FaultScript.Strike) -> [UInt8] {
        let count = strike.argument.flatMap(Int.init) ?? 100_000
        // Printable, so that no end of line is among them.
        return (0..<min(count, 10_000_000)).map { _ in 0x21 + random.byte() % 0x5E }
    }

    /// The same reply with the first digit of each number changed.
    private static func falsified(_ reply: [UInt8]) -> [UInt8] {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        var changed = reply
        for index in reply.indices where digits.contains(reply[index]) {
            let isFirst = index == 0 || !digits.contains(reply[index - 1])
            if isFirst { changed[index] = digits.lowerBound + (reply[index] - 0x30 + 4) % 10 }
        }
        return changed
    }

    // MARK: Instrument to host

    private mutating func send(_ bytes: [UInt8], from start: Double) {
        let begin = max(start, outputEnd)
        bursts.append(Burst(start: begin, bytes: bytes))
        outputEnd = begin + Double(bytes.count) * secondsPerByte
    }

    /// Takes the bytes that have arrived at the host by `time`.
    mutating func transmit(until time: Double) -> [UInt8] {
        var bytes: [UInt8] = []
        while var burst = bursts.first {
            let passed = ((time - burst.start) / secondsPerByte + 1e-6).rounded(.down)
            let count = Int(min(max(passed, 0), Double(burst.bytes.count)))
            guard count > burst.sentCount else { break }
            bytes += burst.bytes[burst.sentCount..<count]
            burst.sentCount = count
            guard count == burst.bytes.count else {
                bursts[0] = burst
                break
            }
            bursts.removeFirst()
        }
        return bytes
    }

    /// When the next byte arrives at the host, or when it is worth asking again.
    var nextTransmission: Double? {
        guard let burst = bursts.first else { return nextEvent }
        let byte = burst.start + Double(burst.sentCount + 1) * secondsPerByte
        return min(byte, nextEvent ?? .infinity)
    }
}
