import Glibc

/// A pseudo-terminal: what a driver opens by `path`, a test holds at the other end.
final class Pty: @unchecked Sendable {
    // `@unchecked Sendable`: one test uses it, from one task at a time.
    private(set) var master: Int32
    let path: String

    struct Failure: Error {}

    init() throws {
        // Requests of Linux's asm-generic/ioctls.h, which Glibc's module does not carry.
        let unlock: UInt = 0x4004_5431
        let number: UInt = 0x8004_5430
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        var zero: Int32 = 0
        var index: UInt32 = 0
        guard master >= 0, ioctl(master, unlock, &zero) == 0, ioctl(master, number, &index) == 0
        else { throw Failure() }
        path = "/dev/pts/\(index)"
    }

    deinit { unplug() }

    func unplug() {
        if master >= 0 { close(master) }
        master = -1
    }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(master, bytes, bytes.count)
    }

    /// Reads until `wanted` has come, or for 3 s.
    func read(until wanted: String) -> String {
        var received: [UInt8] = []
        let deadline = ContinuousClock.now + .seconds(3)
        while ContinuousClock.now < deadline {
            var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            poll(&entry, 1, 20)
            var bytes = [UInt8](repeating: 0, count: 1024)
            let count = Glibc.read(master, &bytes, bytes.count)
            if count > 0 { received += bytes.prefix(count) }
            let text = String(decoding: received, as: UTF8.self)
            if text.contains(wanted) { return text }
        }
        return String(decoding: received, as: UTF8.self)
    }
}
