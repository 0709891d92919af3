import Glibc
import Testing

@testable import Hardware

@Suite("Light guard", .serialized)
struct LightGuardTests {
    private let off = "SET MULCH 0 0 0\n"

    /// The guard lies beside the test bundle.
    var program: String {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
        let folder = bundle.map { path in
            path[..<(path.firstRange(of: ".xctest")?.lowerBound ?? path.endIndex)]
        }
        guard let slash = folder?.lastIndex(of: "/"), let folder else {
            return String(#filePath.prefix { _ in true }).replacing(
                "/Tests/HardwareTests/Safety/LightGuardTests.swift",
                with: "/.build/debug/tarsier-guard")
        }
        return folder[...slash] + "tarsier-guard"
    }

    private func start(_ pty: Pty, _ patience: Duration = .seconds(2)) throws -> (LightGuard, Int32)
    {
        let descriptor = open(pty.path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        var settings = termios()
        tcgetattr(descriptor, &settings)
        cfmakeraw(&settings)
        tcsetattr(descriptor, TCSANOW, &settings)
        let line = LightGuard.Line(descriptor: descriptor, offBytes: Array(off.utf8))
        let light = try LightGuard(lines: [line], program: program, patience: patience)
        return (light, descriptor)
    }

    /// A process that does nothing but hold `descriptors`, as a controller does.
    private func holder(of descriptors: [Int32]) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (index, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(900 + index))
        }
        var arguments = [strdup("/bin/sleep"), strdup("60"), nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sleep", &actions, nil, &arguments, nil)
        try #require(code == 0)
        return process
    }

    @Test("every kill -9 of the controller darkens the light, also in mid-command")
    func kills() throws {
        var delays: [Double] = []
        for round in 0..<60 {
            let pty = try Pty()
            let (light, descriptor) = try start(pty)
            let controller = try holder(of: [light.tie, descriptor])
            light.abandon()
            if round % 2 == 1 {
                _ = Glibc.write(descriptor, "SET CH 1 ", 9)
                _ = pty.read(until: "CH 1 ")
            }
            close(descriptor)

            let killed = ContinuousClock.now
            kill(controller, SIGKILL)
            let text = pty.read(until: off)
            delays.append((ContinuousClock.now - killed) / .milliseconds(1))

            #expect(text.hasSuffix("\r" + off))
            var status: Int32 = 0
            waitpid(controller, &status, 0)
            waitpid(light.process, &status, 0)
        }
        delays.sort()
        func milliseconds(_ share: Double) -> String {
            fixed(delays[Int(Double(delays.count - 1) * share)], places: 2)
        }
        print(
            "light guard: \(delays.count) kills, median \(milliseconds(0.5)) ms, "
                + "p99 \(milliseconds(0.99)) ms, max \(milliseconds(1)) ms")
        #expect(delays[delays.count * 99 / 100] < 250)
    }

    @Test("a missed heartbeat darkens the light, and the guard is no longer alive")
    func missedBeat() throws {
        let pty = try Pty()
        let (light, descriptor) = try start(pty, .milliseconds(300))
        defer { close(descriptor) }
        for _ in 0..<5 {
            light.beat()
            usleep(100_000)
        }
        #expect(light.isAlive)

        let start = ContinuousClock.now
        let text = pty.read(until: off)

        #expect(text == "\r" + off)
        #expect(ContinuousClock.now - start < .milliseconds(700))
        usleep(50_000)
        #expect(!light.isAlive)
    }

    @Test("at rest no heartbeat is expected")
    func rest() throws {
        let pty = try Pty()
        let (light, descriptor) = try start(pty, .milliseconds(150))
        defer { close(descriptor) }

        light.beat()
        light.rest()
        usleep(400_000)

        #expect(light.isAlive)
    }

    @Test("an orderly release leaves everything dark too")
    func release() throws {
        let pty = try Pty()
        let (light, descriptor) = try start(pty)
        defer { close(descriptor) }

        light.release()

        #expect(pty.read(until: off) == "\r" + off)
        #expect(!light.isAlive)
        #expect(kill(light.process, 0) == -1)
    }

    @Test(
        "it survives the signals that end a terminal session", arguments: [SIGINT, SIGTERM, SIGHUP])
    func signals(signal: Int32) throws {
        let pty = try Pty()
        let (light, descriptor) = try start(pty)
        defer { close(descriptor) }

        kill(light.process, signal)
        usleep(50_000)
        #expect(light.isAlive)

        light.release()
        #expect(pty.read(until: off).hasSuffix(off))
    }

    @Test("a guard that was killed is noticed at once")
    func dead() throws {
        let pty = try Pty()
        let (light, descriptor) = try start(pty)
        defer { close(descriptor) }

        kill(light.process, SIGKILL)
        usleep(50_000)

        #expect(!light.isAlive)
    }

    @Test("a missing program is an error, not a light without a guard")
    func missing() {
        #expect(throws: DeviceError.self) {
            try LightGuard(lines: [], program: "/nowhere/tarsier-guard")
        }
    }
}
