import Acquisition
import ArgumentParser

/// The one line that a run shows while it goes on: time left, dose used of the budget, and the
/// agent's last decision with its reason.
final class ProgressLine: Sendable {
    private let plannedSeconds: Double
    private let speed: Double
    private let budget: Double?
    private let line = StatusLine()

    /// - Parameters:
    ///   - plannedSeconds: How long the run is expected to take, in its own time.
    ///   - speed: How many of the run's seconds pass in one real second.
    ///   - budget: J/cm² that a position may take.
    init(plannedSeconds: Double, speed: Double, budget: Double?) {
        self.plannedSeconds = plannedSeconds
        self.speed = speed
        self.budget = budget
    }

    func show(_ progress: RunProgress) { line.show(text(of: progress)) }

    /// Leaves the line, so that what follows begins on one of its own.
    func end() { line.end() }

    private func text(of progress: RunProgress) -> String {
        var parts: [String] = []
        let left = max(0, plannedSeconds - progress.seconds) / speed
        parts.append(progress.isPaused ? "paused" : "\(StatusLine.clock(left)) left")
        parts.append("\(progress.frameCount) frames")
        if let dose = progress.joulesAtWorstPosition {
            let of = budget.map { " of \(rounded($0))" } ?? ""
            parts.append("dose \(rounded(dose))\(of) J/cm²")
        }
        if let decision = progress.lastDecision { parts.append(decision) }
        return parts.joined(separator: " · ")
    }

    private func rounded(_ value: Double) -> String {
        let scale = value < 10 ? 100.0 : 10.0
        return "\((value * scale).rounded() / scale)"
    }
}
