import Hardware
import SimulatedRig

/// Both sockets of the simulated camera in this process.
actor RehearsalCameraLink: CameraLink {
    private let bench: RigBench
    private var waiting: [CameraMessage] = []
    private var isClosed = false

    init(bench: RigBench) { self.bench = bench }

    func request(
        _ body: [UInt8], within timeout: Duration
    ) async throws(SerialError) -> [UInt8] {
        let asked = bench.clock.now
        guard !isClosed, let answer = bench.use({ $0.cameraRequest(body, at: asked) }),
            answer.at - asked <= timeout
        else {
            try await bench.clock.sleep(shielded: asked + timeout)
            throw SerialError(.timedOut(after: timeout), "camera request")
        }
        try await bench.clock.sleep(shielded: answer.at)
        return answer.reply
    }

    func receive(within timeout: Duration) async throws(SerialError) -> CameraMessage {
        let deadline = bench.clock.now + timeout
        while true {
            collect()
            if !waiting.isEmpty { return waiting.removeFirst() }
            guard bench.clock.now < deadline, !isClosed else {
                throw SerialError(.timedOut(after: timeout), "camera data")
            }
            let next = bench.use { $0.nextCameraMessage } ?? deadline
            try await bench.clock.sleep(
                shielded: min(deadline, max(next, bench.clock.now + RigBench.glance)))
        }
    }

    func close() async { isClosed = true }

    private func collect() {
        let messages = bench.use { $0.cameraMessages(until: bench.clock.now) }
        for message in messages {
            waiting.append(
                CameraMessage(
                    header: message.header, pixels: message.pixels.map { FrameBuffer($0) }))
        }
    }
}
