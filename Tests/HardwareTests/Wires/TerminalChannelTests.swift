import Glibc
import Testing

@testable import Hardware

@Suite("Terminals", .serialized)
struct TerminalChannelTests {
    private func open(_ pty: Pty) async throws -> any LineChannel {
        try await RealWires().line(port: pty.path, baud: 115_200, device: "stage")
    }

    @Test("carries lines both ways, unchanged")
    func lines() async throws {
        let pty = try Pty()
        let channel = try await open(pty)

        try await channel.write(Array("W X\r".utf8))
        #expect(pty.read(until: "\r") == "W X\r")
        pty.write(":A 1.0 \r\n:A 2.0")
        let first = try await channel.readLine(endingWith: [13, 10], within: .seconds(1))
        pty.write(" \r\n")
        let second = try await channel.readLine(endingWith: [13, 10], within: .seconds(1))

        #expect(String(decoding: first, as: UTF8.self) == ":A 1.0 ")
        #expect(String(decoding: second, as: UTF8.self) == ":A 2.0 ")
    }

    @Test("silence is a time-out, on time, and stray bytes can be discarded")
    func silence() async throws {
        let pty = try Pty()
        let channel = try await open(pty)
        pty.write("stray")
        var times: [Duration] = []

        for _ in 0..<5 {
            let start = ContinuousClock.now
            let error = await #expect(throws: SerialError.self) {
                try await channel.readLine(endingWith: [13, 10], within: .milliseconds(120))
            }
            times.append(ContinuousClock.now - start)
            #expect(error?.reason == .timedOut(after: .milliseconds(120)))
        }

        // A busy machine wakes somebody late now and then, but not most of the time.
        times.sort()
        #expect(times[0] >= .milliseconds(110))
        #expect(times[2] <= .milliseconds(400))
        #expect(try await channel.discardInput() == Array("stray".utf8))
    }

    @Test("an unplugged port is named within 200 ms", arguments: 0..<5)
    func unplug(round: Int) async throws {
        let pty = try Pty()
        let channel = try await open(pty)

        let named = await withTaskGroup(of: ContinuousClock.Instant?.self) { group in
            group.addTask {
                do {
                    _ = try await channel.readLine(endingWith: [13, 10], within: .seconds(5))
                } catch let error as SerialError where error.reason == .unplugged {
                    return ContinuousClock.now
                } catch {}
                return nil
            }
            try? await Task.sleep(for: .milliseconds(20 + 7 * round))
            let gone = ContinuousClock.now
            pty.unplug()
            let named = await group.next() ?? nil
            return named.map { $0 - gone }
        }

        let delay = try #require(named)
        #expect(delay < .milliseconds(200))
        await #expect(throws: SerialError.self) { try await channel.write([65]) }
    }

    @Test("a second controller is refused with the port's name, also as root")
    func busy() async throws {
        let pty = try Pty()
        let channel = try await open(pty)

        let error = await #expect(throws: DeviceError.self) { try await open(pty) }
        await channel.close()
        let again = try await open(pty)

        #expect(error?.reason == .portBusy("lock \(pty.path)"))
        await again.close()
    }

    @Test(
        "a port that does not exist is named",
        arguments: ["/dev/ttyNOPE7", "/dev/pts/99999", "/nowhere"])
    func missing(path: String) async throws {
        let error = await #expect(throws: DeviceError.self) {
            try await RealWires().line(port: path, baud: 9600, device: "stage")
        }

        #expect(error?.description.contains(path) == true)
        #expect(error?.description.contains("does not exist") == true)
    }

    @Test("cancelling a read ends it within 100 ms; inside the shield it goes on")
    func cancellation() async throws {
        let pty = try Pty()
        let channel = try await open(pty)

        let elapsed = await withTaskGroup(of: Duration.self) { group in
            group.addTask {
                let start = ContinuousClock.now
                _ = try? await channel.readLine(endingWith: [10], within: .seconds(5))
                return ContinuousClock.now - start
            }
            try? await Task.sleep(for: .milliseconds(30))
            group.cancelAll()
            return await group.next()
        }

        #expect(try #require(elapsed) < .milliseconds(180))
    }

    @Test("a device that never ends a line is cut off")
    func flood() async throws {
        let pty = try Pty()
        let channel = try await open(pty)

        let error = await withTaskGroup(of: SerialError?.self) { group in
            group.addTask {
                do {
                    _ = try await channel.readLine(endingWith: [13, 10], within: .seconds(5))
                    return nil
                } catch { return error as? SerialError }
            }
            group.addTask {
                for _ in 0..<2000 where pty.master >= 0 {
                    pty.write(String(repeating: "U", count: 512))
                    try? await Task.sleep(for: .microseconds(200))
                }
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }

        #expect(error?.reason == .endless)
    }

    @Test("a serial server over TCP is a line like any other")
    func tcp() async throws {
        let server = try TinyServer()
        let channel = try await RealWires().line(
            port: "tcp://127.0.0.1:\(server.port)", baud: 9600, device: "engine")

        try await channel.write(Array("GET VER\n".utf8))
        let client = try server.accept()
        var bytes = [UInt8](repeating: 0, count: 8)
        #expect(Glibc.read(client, &bytes, 8) == 8)
        _ = Glibc.write(client, "A VER 1\r\n", 9)
        let line = try await channel.readLine(endingWith: [13, 10], within: .seconds(1))
        close(client)
        let error = await #expect(throws: SerialError.self) {
            try await channel.readLine(endingWith: [13, 10], within: .seconds(1))
        }

        #expect(String(decoding: line, as: UTF8.self) == "A VER 1")
        #expect(error?.reason == .unplugged)
    }
}

/// Listens on a free port of the loopback address.
private struct TinyServer: ~Copyable {
    let descriptor: Int32
    let port: UInt16

    struct Failure: Error {}

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (socket, length) = (descriptor, size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, length) == 0 && listen(socket, 1) == 0
                    && getsockname(socket, pointer, &size) == 0
            }
        }
        guard status else { throw Failure() }
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(descriptor) }

    func accept() throws -> Int32 {
        let client = Glibc.accept(descriptor, nil, nil)
        guard client >= 0 else { throw Failure() }
        return client
    }
}
