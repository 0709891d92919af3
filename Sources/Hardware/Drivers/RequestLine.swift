/// What a line's language looks like from outside.
package struct LineDialect: Sendable {
    /// A harmless question whose answer cannot be mistaken for any other.
    package struct Probe: Sendable {
        package var request: String
        package var isAnsweredBy: @Sendable (String) -> Bool

        package init(_ request: String, isAnsweredBy: @escaping @Sendable (String) -> Bool) {
            self.request = request
            self.isAnsweredBy = isAnsweredBy
        }
    }

    package var requestEnd: [UInt8]
    package var replyEnd: [UInt8]
    package var timeout: Duration
    /// Two or more, taken in turn, so that the late answer to one cannot pass for the next.
    package var probes: [Probe]

    package init(
        requestEnd: [UInt8], replyEnd: [UInt8], timeout: Duration, probes: [Probe]
    ) {
        precondition(!probes.isEmpty, "a line without a probe can never get back in step")
        self.requestEnd = requestEnd
        self.replyEnd = replyEnd
        self.timeout = timeout
        self.probes = probes
    }
}

/// How a driver reads one reply.
package enum Reply<Value: Sendable>: Sendable {
    case value(Value)
    /// The device understood and refuses; the text is its own.
    case refused(String)
    case malformed
}

/// One request at a time on one line, and every reply belongs to its request.
///
/// After a time-out, a reply that makes no sense or bytes that nobody asked for, the line is out of
/// step: before the next request it asks a probe and drops everything up to the probe's answer.
package actor RequestLine {
    package nonisolated let device: String
    private let channel: any LineChannel
    private let dialect: LineDialect
    private var isOutOfStep = true
    private var nextProbe = 0
    /// Bytes that belonged to no request, since the line was opened.
    package private(set) var strayByteCount = 0

    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(device: String, channel: any LineChannel, dialect: LineDialect) {
        self.device = device
        self.channel = channel
        self.dialect = dialect
    }

    package var descriptor: Int32? { get async { await channel.descriptor } }

    package func close() async { await channel.close() }

    /// Sends `request` and returns what `parse` makes of its reply.
    ///
    /// - Parameter latch: Asked immediately before the bytes go out.
    package func exchange<Value: Sendable>(
        _ request: String, latch: SafetyLatch? = nil,
        parse: @Sendable (String) -> Reply<Value>
    ) async throws(DeviceError) -> Value {
        await enter(first: false)
        defer { leave() }
        try await getInStep(for: request)
        try latch?.requireArmed(device: device, request: request)
        return try await transact(request, parse: parse)
    }

    /// As ``exchange(_:latch:parse:)`` for what makes the instrument safer: goes before everything
    /// that waits, is sent even on a line that is out of step, and outlives cancellation.
    package func makeSafe<Value: Sendable>(
        _ request: String, parse: @Sendable (String) -> Reply<Value>
    ) async throws(DeviceError) -> Value {
        await enter(first: true)
        defer { leave() }
        return try await CancellationShield.run { () async throws(DeviceError) -> Value in
            // If even this fails, so will the transaction, and that reports it.
            let stray = (try? await channel.discardInput()) ?? []
            strayByteCount += stray.count
            if isOutOfStep || !stray.isEmpty {
                isOutOfStep = true
                // Darkness first. The empty line ends whatever was sent by half.
                await sendBlind(request)
                try await getInStep(for: request)
            }
            return try await transact(request, parse: parse)
        }
    }

    /// An error of this line's device.
    package nonisolated func failure(
        _ reason: DeviceError.Reason, _ request: String
    ) -> DeviceError {
        DeviceError(device: device, request: request, reason: reason)
    }

    private func sendBlind(_ request: String) async {
        let bytes = dialect.requestEnd + Array(request.utf8) + dialect.requestEnd
        // Confirmed by the transaction that follows, which reports the error if there is one.
        try? await channel.write(bytes)
    }

    private func transact<Value: Sendable>(
        _ request: String, parse: @Sendable (String) -> Reply<Value>
    ) async throws(DeviceError) -> Value {
        let reply: [UInt8]
        do throws(SerialError) {
            try await channel.write(Array(request.utf8) + dialect.requestEnd)
            reply = try await channel.readLine(
                endingWith: dialect.replyEnd, within: dialect.timeout)
        } catch {
            isOutOfStep = true
            throw DeviceError(device: device, request: request, error)
        }
        let text = printable(reply)
        switch text.map(parse) ?? .malformed {
        case .value(let value): return value
        case .refused(let words): throw failure(.refused(words), request)
        case .malformed:
            isOutOfStep = true
            throw failure(.malformedReply(escaped(reply)), request)
        }
    }

    /// Makes sure that the next line to arrive answers the next request.
    private func getInStep(for request: String) async throws(DeviceError) {
        let last: [UInt8]
        do throws(SerialError) {
            let stray = try await channel.discardInput()
            strayByteCount += stray.count
            if !stray.isEmpty { isOutOfStep = true }
            guard isOutOfStep else { return }
            last = try await probe()
        } catch {
            throw DeviceError(device: device, request: request, error)
        }
        if isOutOfStep { throw failure(.malformedReply(escaped(last)), request) }
    }

    /// Asks a probe and drops what comes before its answer; returns the last line it read.
    private func probe() async throws(SerialError) -> [UInt8] {
        let probe = dialect.probes[nextProbe % dialect.probes.count]
        nextProbe += 1
        try await channel.write(Array(probe.request.utf8) + dialect.requestEnd)
        var last: [UInt8] = []
        for _ in 0..<16 {
            last = try await channel.readLine(
                endingWith: dialect.replyEnd, within: dialect.timeout)
            if let text = printable(last), probe.isAnsweredBy(text) {
                isOutOfStep = false
                break
            }
            strayByteCount += last.count
        }
        return last
    }

    private func enter(first isFirst: Bool) async {
        guard isBusy else {
            isBusy = true
            return
        }
        await withCheckedContinuation { continuation in
            if isFirst { waiting.insert(continuation, at: 0) } else { waiting.append(continuation) }
        }
    }

    /// Hands the line to whoever is next; it stays busy for them.
    private func leave() {
        guard !waiting.isEmpty else {
            isBusy = false
            return
        }
        waiting.removeFirst().resume()
    }

    private func printable(_ bytes: [UInt8]) -> String? {
        guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func escaped(_ bytes: [UInt8]) -> String {
        bytes.prefix(60).map { byte in
            (0x20...0x7E).contains(byte)
                ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16)
        }.joined()
    }
}
