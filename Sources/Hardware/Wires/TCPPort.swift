import Glibc

/// A connection to a serial server: raw bytes over TCP.
package struct TCPPort: ~Copyable, BlockingPort {
    package let path: String
    package let descriptor: Int32

    /// Connects to `path`, which reads `tcp://host:port`, within 2 s.
    init(path: String) throws(SerialError) {
        let (host, service) = try Self.parts(path)
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, service, &hints, &found) == 0, found != nil else {
            throw SerialError(.missing, "find the host of \(path)")
        }
        defer { freeaddrinfo(found) }
        var connected: Int32?
        var failure = SerialError(.missing, "connect to \(path)")
        var address = found
        while let candidate = address, connected == nil {
            do throws(SerialError) {
                connected = try Self.connect(candidate.pointee, path)
            } catch { failure = error }
            address = candidate.pointee.ai_next
        }
        guard let connected else { throw failure }
        self.path = path
        descriptor = connected
    }

    deinit { Glibc.close(descriptor) }

    package func read(atMost count: Int, within milliseconds: Int32) throws(SerialError) -> [UInt8]
    {
        try PollingPort.read(descriptor, path: path, atMost: count, within: milliseconds)
    }

    package func write(_ bytes: [UInt8], within milliseconds: Int32) throws(SerialError) {
        try PollingPort.write(descriptor, path: path, bytes, within: milliseconds, isSocket: true)
    }

    /// `tcp://host:port` or `tcp://[address]:port`.
    private static func parts(
        _ path: String
    ) throws(SerialError) -> (host: String, service: String) {
        let rest = path.dropFirst("tcp://".count)
        guard path.hasPrefix("tcp://"), let colon = rest.lastIndex(of: ":"),
            UInt16(rest[rest.index(after: colon)...]) != nil
        else { throw SerialError(.missing, "read \"\(path)\" as tcp://host:port") }
        let host = rest[..<colon].drop { $0 == "[" }.prefix { $0 != "]" }
        return (String(host), String(rest[rest.index(after: colon)...]))
    }

    private static func connect(_ address: addrinfo, _ path: String) throws(SerialError) -> Int32 {
        let operation = "connect to \(path)"
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.ai_family, kind, 0)
        guard descriptor >= 0 else { throw PollingPort.failure(errno, operation) }
        var code: Int32 = 0
        if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) != 0 {
            code = errno
            if code == EINPROGRESS {
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                var size = socklen_t(MemoryLayout<Int32>.size)
                code = poll(&entry, 1, 2000) > 0 ? 0 : ETIMEDOUT
                if code == 0 { getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) }
            }
        }
        guard code == 0 else {
            Glibc.close(descriptor)
            let isNobody = [ECONNREFUSED, ETIMEDOUT, EHOSTUNREACH, ENETUNREACH].contains(code)
            throw isNobody ? SerialError(.missing, operation) : PollingPort.failure(code, operation)
        }
        var yes: Int32 = 1
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
    }
}

/// A line over a serial server.
package typealias TCPChannel = PortChannel<TCPPort>
