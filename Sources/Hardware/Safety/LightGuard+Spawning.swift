import Glibc

extension LightGuard {
    /// The guard is built and installed beside the program that needs it.
    static var programBesideUs: String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { return nil }
        let path = String(
            decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let slash = path.lastIndex(of: "/") else { return nil }
        let program = path[...slash] + "tarsier-guard"
        return access(String(program), X_OK) == 0 ? String(program) : nil
    }

    /// Starts `program` with `lines` and its standard input, and nothing else of ours.
    static func spawn(
        _ program: String, patience: Duration, lines: [Line], standardInput: Int32
    ) throws(DeviceError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, standardInput, 0)
        var words = [program, "\(patience.wholeMilliseconds)"]
        // Numbers above every descriptor involved, so that no copy lands on another's source.
        var next = max(lines.map(\.descriptor).max() ?? 0, standardInput, 2) + 1
        for line in lines {
            posix_spawn_file_actions_adddup2(&actions, line.descriptor, next)
            words.append("\(next):\(hexadecimal(line.offBytes))")
            next += 1
        }
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var process: pid_t = 0
        let code = posix_spawn(&process, program, &actions, nil, &arguments, &environment)
        guard code == 0 else { throw failure("start \(program)", .system(errno: code)) }
        return process
    }

    static func waitUntilReady(_ socket: Int32) throws(DeviceError) {
        var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        let limit = Duration.seconds(2)
        guard poll(&entry, 1, limit.wholeMilliseconds) > 0 else {
            throw failure("start", .timedOut(after: limit))
        }
        var letter: UInt8 = 0
        guard read(socket, &letter, 1) == 1, letter == UInt8(ascii: "k") else {
            throw failure("start", .malformedReply("it ended at once"))
        }
    }

    static func failure(_ request: String, _ reason: DeviceError.Reason) -> DeviceError {
        DeviceError(device: "light guard", request: request, reason: reason)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
