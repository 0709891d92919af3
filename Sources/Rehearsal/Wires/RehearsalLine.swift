import Hardware
import SimulatedRig

/// The line to one firmware emulator of a simulated rig in this process.
actor RehearsalLine: LineChannel {
    private let bench: RigBench
    private let port: RigPort
    private var arrived: [UInt8] = []
    /// How many of the bytes that arrived are known to end no line.
    private var searchedCount = 0
    private var isClosed = false

    init(bench: RigBench, port: RigPort) {
        self.bench = bench
        self.port = port
    }

    var descriptor: Int32? { nil }

    func write(_ bytes: [UInt8]) async throws(SerialError) {
        try requirePlugged("write")
        bench.use { $0.receive(bytes, on: port, at: bench.clock.now) }
    }

    func readLine(
        endingWith terminator: [UInt8], within timeout: Duration
    ) async throws(SerialError) -> [UInt8] {
        let deadline = bench.clock.now + timeout
        while true {
            try requirePlugged("read")
            arrived += bench.use { $0.transmit(on: port, until: bench.clock.now) }
            if let line = takeLine(endingWith: terminator) { return line }
            guard arrived.count < 65_536 else {
                forget()
                throw SerialError(.endless, "read")
            }
            guard bench.clock.now < deadline else {
                throw SerialError(.timedOut(after: timeout), "read")
            }
            let next = bench.use { $0.nextTransmission(on: port) } ?? deadline
            try await bench.clock.sleep(
                shielded: min(deadline, max(next, bench.clock.now + RigBench.glance)))
        }
    }

    @discardableResult
    func discardInput() async throws(SerialError) -> [UInt8] {
        try requirePlugged("discard input")
        let stray = arrived + bench.use { $0.transmit(on: port, until: bench.clock.now) }
        forget()
        return stray
    }

    func close() async { isClosed = true }

    private func takeLine(endingWith terminator: [UInt8]) -> [UInt8]? {
        while searchedCount + terminator.count <= arrived.count {
            if arrived[searchedCount...].starts(with: terminator) {
                let line = Array(arrived[..<searchedCount])
                arrived.removeSubrange(..<(searchedCount + terminator.count))
                searchedCount = 0
                return line
            }
            searchedCount += 1
        }
        return nil
    }

    private func forget() {
        arrived.removeAll()
        searchedCount = 0
    }

    private func requirePlugged(_ operation: String) throws(SerialError) {
        let isGone = bench.use { $0.isUnplugged(port, at: bench.clock.now) }
        if isClosed || isGone { throw SerialError(.unplugged, operation) }
    }
}
