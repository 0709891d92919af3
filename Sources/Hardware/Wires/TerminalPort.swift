import Glibc

/// A pseudo-terminal, or any tty that libserialport does not know, in raw mode.
package struct TerminalPort: ~Copyable, BlockingPort {
    package let path: String
    package let descriptor: Int32

    /// Opens `path` for this controller alone, 8 data bits, no parity, 1 stop bit.
    ///
    /// `TIOCEXCL` would outlive a killed controller for as long as the simulated rig keeps the
    /// terminal open, so the lock alone keeps others away.
    init(path: String, baud: Int) throws(SerialError) {
        guard let speed = Self.speed(baud) else {
            throw SerialError(.failed(errno: EINVAL), "set \(baud) baud on \(path)")
        }
        let descriptor = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.openFailure(errno, path) }
        do throws(SerialError) {
            try PollingPort.lock(descriptor, path: path)
            var settings = termios()
            guard tcgetattr(descriptor, &settings) == 0 else {
                throw PollingPort.failure(errno, "open \(path) as a serial port")
            }
            cfmakeraw(&settings)
            settings.c_cflag |= tcflag_t(CLOCAL | CREAD)
            cfsetispeed(&settings, speed)
            cfsetospeed(&settings, speed)
            guard tcsetattr(descriptor, TCSANOW, &settings) == 0 else {
                throw PollingPort.failure(errno, "set up \(path)")
            }
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { Glibc.close(descriptor) }

    package func read(atMost count: Int, within milliseconds: Int32) throws(SerialError) -> [UInt8]
    {
        try PollingPort.read(descriptor, path: path, atMost: count, within: milliseconds)
    }

    package func write(_ bytes: [UInt8], within milliseconds: Int32) throws(SerialError) {
        try PollingPort.write(descriptor, path: path, bytes, within: milliseconds)
    }

    /// A terminal that a rig has just taken away cannot be opened any more: it is missing.
    private static func openFailure(_ code: Int32, _ path: String) -> SerialError {
        [EIO, ENXIO, ENODEV].contains(code)
            ? SerialError(.missing, "open \(path)") : PollingPort.failure(code, "open \(path)")
    }

    private static func speed(_ baud: Int) -> speed_t? {
        let speeds: [Int: Int32] = [
            9600: B9600, 19_200: B19200, 38_400: B38400, 57_600: B57600, 115_200: B115200,
            230_400: B230400, 460_800: B460800, 921_600: B921600,
        ]
        return speeds[baud].map { speed_t($0) }
    }
}

/// A line over a pseudo-terminal.
package typealias TerminalChannel = PortChannel<TerminalPort>
