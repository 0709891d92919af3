import Acquisition
import Synchronization

/// The one line that a run shows while it goes on: time left, dose used of the budget, and the
/// agent's last decision with its reason.
///
/// On a terminal the line is rewritten in place; in a file or a pipe one is added every ten seconds.
final class ProgressLine: Sendable {
    private struct State {
        var shownAt: ContinuousClock.Instant?
        var isOpen = false
    }

    private let plannedSeconds: Double
    private let speed: Double
    private let budget: Double?
    private let state = Mutex(State())

    /// - Parameters:
    ///   - plannedSeconds: How long the run is expected to take, in its own time.
    ///   - speed: How many of the run's seconds pass in one real second.
    ///   - budget: J/cm² that a position may take.
    init(plannedSeconds: Double, speed: Double, budget: Double?) {
        self.plannedSeconds = plannedSeconds
        self.speed = speed
        self.budget = budget
    }

    func show(_ progress: RunProgress) {
        let interval: Duration = Terminal.isInteractive ? .milliseconds(200) : .seconds(10)
        state.withLock { state in
            let now = ContinuousClock.now
            if let shownAt = state.shownAt, now - shownAt < interval { return }
            state.shownAt = now
            let line = String(text(of: progress).prefix(Terminal.columns - 1))
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

    private func text(of progress: RunProgress) -> String {
        var parts: [String] = []
        let left = max(0, plannedSeconds - progress.seconds) / speed
        parts.append(progress.isPaused ? "paused" : "\(clockText(left)) left")
        parts.append("\(progress.frameCount) frames")
        if let dose = progress.joulesAtWorstPosition {
            let of = budget.map { " of \(rounded($0))" } ?? ""
            parts.append("dose \(rounded(dose))\(of) J/cm²")
        }
        if let decision = progress.lastDecision { parts.append(decision) }
        return parts.joined(separator: " · ")
    }

    private func clockText(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        let minutes = whole / 60 % 60
        let tail = "\(padded(minutes)):\(padded(whole % 60))"
        return whole >= 3600 ? "\(whole / 3600):\(tail)" : tail
    }

    private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func rounded(_ value: Double) -> String {
        let scale = value < 10 ? 100.0 : 10.0
        return "\((value * scale).rounded() / scale)"
    }
}
