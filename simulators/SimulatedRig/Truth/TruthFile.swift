import Glibc

/// The truth as a file of JSON lines.
///
/// Lines are gathered and written at the latest half a second after they came, provided that
/// ``flushIfDue(at:)`` is called now and then, and when the file is closed.
package final class TruthFile {
    private static let longestWait: Duration = .milliseconds(500)
    private static let mostBytes = 256 * 1024

    private let descriptor: Int32
    private var waiting: [UInt8] = []
    private var waitingSince: Duration?

    /// Creates `path`, replacing what was there.
    package init(path: String) throws(SettingsError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw SettingsError("truth file \(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        flush()
        close(descriptor)
    }

    /// Adds an event; `now` is any monotonic time.
    package func write(_ event: TruthEvent, at now: Duration) {
        for line in event.json {
            var text = ""
            line.print(into: &text)
            waiting += text.utf8
            waiting.append(0x0A)
        }
        if waitingSince == nil { waitingSince = now }
        if waiting.count > Self.mostBytes { flush() }
    }

    /// When the file wants to be flushed, in the time given to ``write(_:at:)``.
    package var flushDue: Duration? { waitingSince.map { $0 + Self.longestWait } }

    package func flushIfDue(at now: Duration) {
        if let due = flushDue, now >= due { flush() }
    }

    /// Hands all lines to the system. A full disk loses truth, not the experiment.
    package func flush() {
        var offset = 0
        while offset < waiting.count {
            let count = waiting[offset...].withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            offset += count
        }
        waiting.removeAll(keepingCapacity: true)
        waitingSince = nil
    }
}
