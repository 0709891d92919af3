/// A line over a port that blocks, on an executor of its own.
///
/// Cancellation is noticed within ``PortChannel/slice``; a write is never given up half way.
package actor PortChannel<Port: BlockingPort & ~Copyable>: LineChannel {
    private let executor: BlockingExecutor
    private let path: String
    private var port: Port?
    private var framer = LineFramer()

    /// How long one blocking wait lasts at most, in milliseconds.
    private static var slice: Int32 { 50 }
    private static var writeLimit: Int32 { 1000 }

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Opens the port on the channel's own thread.
    package init(_ open: @Sendable () throws(SerialError) -> Port, path: String)
        async throws(SerialError)
    {
        executor = BlockingExecutor(label: path)
        self.path = path
        port = try open()
    }

    package var descriptor: Int32? { port?.descriptor }

    package func write(_ bytes: [UInt8]) async throws(SerialError) {
        guard port != nil else { throw SerialError(.unplugged, "write to \(path)") }
        try port?.write(bytes, within: Self.writeLimit)
    }

    package func readLine(
        endingWith terminator: [UInt8], within timeout: Duration
    ) async throws(SerialError) -> [UInt8] {
        let deadline = ContinuousClock.now + timeout
        while true {
            if let line = framer.next(endingWith: terminator) { return line }
            if framer.isEndless { throw SerialError(.endless, "read from \(path)") }
            if CancellationShield.isCancelled {
                throw SerialError(.cancelled, "read from \(path)")
            }
            let remaining = deadline - ContinuousClock.now
            guard remaining > .zero else {
                throw SerialError(.timedOut(after: timeout), "read from \(path)")
            }
            framer.append(try receive(within: min(remaining.wholeMilliseconds + 1, Self.slice)))
        }
    }

    package func discardInput() async throws(SerialError) -> [UInt8] {
        var discarded = framer.takeAll()
        // A device that never stops talking must not keep us here.
        while discarded.count < LineFramer.capacity {
            let bytes = try receive(within: 0)
            if bytes.isEmpty { break }
            discarded += bytes
        }
        return discarded
    }

    package func close() async { port = nil }

    private func receive(within milliseconds: Int32) throws(SerialError) -> [UInt8] {
        guard let bytes = try port?.read(atMost: 1024, within: milliseconds) else {
            throw SerialError(.unplugged, "read from \(path)")
        }
        return bytes
    }
}

extension Duration {
    /// Whole milliseconds, for system calls; what does not fit counts as a day.
    var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < 86_400 else { return 86_400_000 }
        return Int32(max(seconds, 0)) * 1000 + Int32(attoseconds / 1_000_000_000_000_000)
    }

    /// As a number of seconds.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
