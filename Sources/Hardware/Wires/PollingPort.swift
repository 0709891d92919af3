import Glibc

/// Waiting, reading and writing by `poll`, the same for every descriptor that does not block.
enum PollingPort {
    static func read(
        _ descriptor: Int32, path: String, atMost count: Int, within milliseconds: Int32
    ) throws(SerialError) -> [UInt8] {
        let operation = "read from \(path)"
        let events = try wait(descriptor, for: POLLIN, milliseconds, operation)
        guard events != 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        let received = Glibc.read(descriptor, &bytes, count)
        if received > 0 { return Array(bytes.prefix(received)) }
        // Readable, and yet nothing to read: the other end has hung up.
        if received == 0 { throw SerialError(.unplugged, operation) }
        if errno == EAGAIN || errno == EINTR, events & Int32(POLLHUP | POLLERR) == 0 { return [] }
        throw failure(errno == EAGAIN ? EIO : errno, operation)
    }

    static func write(
        _ descriptor: Int32, path: String, _ bytes: [UInt8], within milliseconds: Int32,
        isSocket: Bool = false
    ) throws(SerialError) {
        let operation = "write to \(path)"
        let limit = Duration.milliseconds(Int(milliseconds))
        let deadline = ContinuousClock.now + limit
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                // On a socket whose peer has gone, `write` would end the process by SIGPIPE.
                isSocket
                    ? send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    : Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                sent += count
                continue
            }
            guard errno == EAGAIN || errno == EINTR else { throw failure(errno, operation) }
            let remaining = deadline - ContinuousClock.now
            guard remaining > .zero else { throw SerialError(.timedOut(after: limit), operation) }
            _ = try wait(descriptor, for: POLLOUT, remaining.wholeMilliseconds + 1, operation)
        }
    }

    /// Returns what `poll` reports, 0 after `milliseconds` of nothing.
    private static func wait(
        _ descriptor: Int32, for event: Int32, _ milliseconds: Int32, _ operation: String
    ) throws(SerialError) -> Int32 {
        var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        let count = poll(&entry, 1, milliseconds)
        if count < 0 {
            if errno == EINTR { return 0 }
            throw failure(errno, operation)
        }
        return count == 0 ? 0 : Int32(entry.revents)
    }

    static func failure(_ code: Int32, _ operation: String) -> SerialError {
        let gone = [EIO, ENXIO, ENODEV, EPIPE, ECONNRESET, EBADF]
        if gone.contains(code) { return SerialError(.unplugged, operation) }
        switch code {
        case ENOENT, ENOTDIR: return SerialError(.missing, operation)
        case EBUSY, EWOULDBLOCK: return SerialError(.busy, operation)
        default: return SerialError(.failed(errno: code), operation)
        }
    }

    /// Keeps every other controller away from `descriptor`, even one that runs as root.
    ///
    /// The lock belongs to the open file, so the light guard keeps it until it too has let go.
    static func lock(_ descriptor: Int32, path: String) throws(SerialError) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw failure(errno, "lock \(path)")
        }
    }
}
