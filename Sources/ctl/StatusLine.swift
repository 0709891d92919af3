import Synchronization

/// One line that tells how far something is.
///
/// On a terminal it is rewritten in place; in a file or a pipe one is added every ten seconds.
final class StatusLine: Sendable {
    private struct State {
        var shownAt: ContinuousClock.Instant?
        var isOpen = false
    }

    private let state: Mutex<State>

    /// - Parameter isPatient: Whether a pipe gets its first line after ten seconds, not at once.
    init(isPatient: Bool = false) {
        let isQuiet = isPatient && !Terminal.isInteractive
        state = Mutex(State(shownAt: isQuiet ? .now : nil))
    }

    func show(_ text: @autoclosure () -> String) {
        let interval: Duration = Terminal.isInteractive ? .milliseconds(200) : .seconds(10)
        state.withLock { state in
            let now = ContinuousClock.now
            if let shownAt = state.shownAt, now - shownAt < interval { return }
            state.shownAt = now
            let line = String(text().prefix(Terminal.columns - 1))
            if Terminal.isInteractive {
                Terminal.write("\r\u{1B}[K" + line, to: 2)
                state.isOpen = true
            } else {
                Terminal.tell(line)
            }
        }
    }

    /// Leaves the line, so that what follows begins on one of its own.
    func end() {
        state.withLock { state in
            if state.isOpen { Terminal.tell("") }
            state.isOpen = false
        }
    }

    /// "3:20", "1:03:20".
    static func clock(_ seconds: Double) -> String {
        let whole = Int(max(0, min(seconds, 1e9)).rounded(.up))
        let minutes = whole / 60 % 60
        let tail = "\(padded(minutes)):\(padded(whole % 60))"
        return whole >= 3600 ? "\(whole / 3600):\(tail)" : tail
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
