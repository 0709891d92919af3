import CZeroMQ
import Glibc
import Testing

@testable import Hardware

@Suite("ZeroMQ link", .serialized)
struct ZeroMQLinkTests {
    private func connect(_ server: TinyCameraServer, keys: CurveKeys? = nil) throws -> ZeroMQLink {
        try ZeroMQLink(
            CameraAddress(
                control: server.controlAddress, data: server.dataAddress, keys: keys),
            device: "camera")
    }

    @Test(
        "carries requests and frames",
        arguments: ["tcp://127.0.0.1:*", "ipc:///tmp/tarsier-test-\(getpid())-control"])
    func bothWays(scheme: String) async throws {
        let server = try TinyCameraServer(scheme: scheme)
        defer { server.stop() }
        let link = try connect(server)
        let pixels = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }

        let reply = try await link.request([1, 2, 3], within: .seconds(20))
        server.send([[7]])
        server.send([[8], pixels])
        server.send([[9], [1, 0, 2, 0]])
        let first = try await link.receive(within: .seconds(20))
        let second = try await link.receive(within: .seconds(20))
        let third = try await link.receive(within: .seconds(20))
        await link.close()

        #expect(reply == [1, 2, 3])
        #expect(first.header == [7] && first.pixels == nil)
        #expect(second.header == [8])
        #expect(second.pixels?.withBytes { Array($0) } == pixels)
        #expect(third.pixels?.withPixels { Array($0) } == [1, 2])
    }

    @Test("a request does not wait for a frame that is still to come")
    func requestWhileReceiving() async throws {
        let server = try TinyCameraServer()
        defer { server.stop() }
        let link = try connect(server)
        _ = try await link.request([0], within: .seconds(20))
        let began = ContinuousClock.now
        async let frame = link.receive(within: .seconds(20))
        try await Task.sleep(for: .milliseconds(100))

        let reply = try await link.request([1], within: .seconds(20))
        let waited = ContinuousClock.now - began
        server.send([[7]])
        let header = try await frame.header
        await link.close()

        #expect(reply == [1])
        #expect(header == [7])
        #expect(waited < .seconds(5))
    }

    @Test("a late reply is never taken for the next one's")
    func lateReply() async throws {
        let server = try TinyCameraServer()
        defer { server.stop() }
        let link = try connect(server)
        _ = try await link.request([0], within: .seconds(20))
        server.delayNext(300)

        let error = await #expect(throws: SerialError.self) {
            try await link.request([1], within: .milliseconds(100))
        }
        let reply = try await link.request([2], within: .seconds(20))
        await link.close()

        #expect(error?.reason == .timedOut(after: .milliseconds(100)))
        #expect(reply == [2])
    }

    @Test("a request to nobody times out and is not delivered later")
    func nobody() async throws {
        let gone = try TinyCameraServer()
        let link = try connect(gone)
        gone.stop()

        let error = await #expect(throws: SerialError.self) {
            try await link.request([1], within: .milliseconds(200))
        }
        await link.close()

        #expect(error?.reason == .timedOut(after: .milliseconds(200)))
    }

    @Test("a message of too many parts is refused, and the link goes on")
    func parts() async throws {
        let server = try TinyCameraServer()
        defer { server.stop() }
        let link = try connect(server)
        _ = try await link.request([0], within: .seconds(20))
        server.send([[1], [2], [3], [4]])

        let error = await #expect(throws: SerialError.self) {
            try await link.receive(within: .seconds(20))
        }
        _ = try? await link.receive(within: .milliseconds(200))
        server.send([[5]])
        let message = try await link.receive(within: .seconds(20))
        await link.close()

        #expect(error?.reason == .endless)
        #expect(message.header == [5])
    }

    @Test("cancelling ends a wait within 100 ms")
    func cancellation() async throws {
        let server = try TinyCameraServer()
        defer { server.stop() }
        let link = try connect(server)

        let elapsed = await withTaskGroup(of: Duration.self) { group in
            group.addTask {
                let start = ContinuousClock.now
                _ = try? await link.receive(within: .seconds(5))
                return ContinuousClock.now - start
            }
            try? await Task.sleep(for: .milliseconds(30))
            group.cancelAll()
            return await group.next()
        }
        await link.close()

        #expect(try #require(elapsed) < .milliseconds(180))
    }

    @Test(
        "off loopback nothing connects without keys",
        arguments: [
            "tcp://192.168.1.5:5701", "tcp://localhost.:5701", "tcp://127.0.0.1.evil.example:5701",
            "tcp://0.0.0.0:5701", "tcp://camera:5701", "tcp://2130706433:5701",
            "http://127.0.0.1:1",
            "tcp://127.0.0.1", "inproc://x", "", "tcp://127.0.0.1:0",
        ])
    func refused(url: String) {
        #expect(throws: DeviceError.self) {
            try ZeroMQLink(CameraAddress(control: url, data: url), device: "camera")
        }
    }

    @Test("with the server's key the link is encrypted; with a wrong one it stays shut")
    func curve() async throws {
        let server = try keyPair()
        let other = try keyPair()
        let served = try TinyCameraServer(secretKey: server.secretKey)
        defer { served.stop() }
        let right = try connect(served, keys: CurveKeys(server: server.publicKey))
        let wrong = try connect(served, keys: CurveKeys(server: other.publicKey))
        let open = try connect(served)

        #expect(try await right.request([4], within: .seconds(20)) == [4])
        for link in [wrong, open] {
            await #expect(throws: SerialError.self) {
                try await link.request([4], within: .milliseconds(300))
            }
            await link.close()
        }
        await right.close()
    }

    private func keyPair() throws -> CurveKeys.Pair {
        var publicKey = [CChar](repeating: 0, count: 41)
        var secretKey = [CChar](repeating: 0, count: 41)
        try #require(zmq_curve_keypair(&publicKey, &secretKey) == 0)
        func text(_ key: [CChar]) -> String {
            String(decoding: key.prefix(40).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        return CurveKeys.Pair(publicKey: text(publicKey), secretKey: text(secretKey))
    }
}
