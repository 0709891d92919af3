import Dispatch
import Glibc
import Synchronization

/// A small instrument behind a real pseudo-terminal, in a thread of its own.
final class PtyDevice<Device: TinyDevice>: Sendable {
    private let pty: Pty
    private let state: Mutex<Device>
    private let isEnding = Mutex(false)
    private let ended = DispatchSemaphore(value: 0)

    var path: String { pty.path }
    var device: Device { state.withLock { $0 } }

    init(_ device: Device) throws {
        pty = try Pty()
        state = Mutex(device)
        DispatchQueue(label: "instrument").async { self.serve() }
    }

    func unplug() {
        isEnding.withLock { $0 = true }
        ended.wait()
        pty.unplug()
    }

    private func serve() {
        var request: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while !isEnding.withLock({ $0 }) {
            var entry = pollfd(fd: pty.master, events: Int16(POLLIN), revents: 0)
            poll(&entry, 1, 5)
            let count = read(pty.master, &bytes, bytes.count)
            if count <= 0, entry.revents & Int16(POLLHUP) != 0 { usleep(1000) }
            for byte in bytes.prefix(max(count, 0)) {
                // The engine takes a carriage return for an end as well.
                guard byte == device.requestEnd || byte == 13 else {
                    request.append(byte)
                    continue
                }
                let text = String(decoding: request, as: UTF8.self)
                request = []
                pty.write(state.withLock { $0.answer(text) } + "\r\n")
            }
        }
        ended.signal()
    }
}
