import Learning
import Models

/// The line that a training shows while it goes on: steps, losses, time left.
final class TrainingLine {
    private var isOpen = false

    func show(_ event: TrainingJob.Event) {
        switch event {
        case .reading(let source): tell("reading \(source)")
        case .read(let count, let notes):
            for note in notes { tell(note) }
            tell("\(count) frames")
        case .training(let progress): rewrite(text(of: progress))
        case .evaluating:
            end()
            tell("measuring on what was held out")
        }
    }

    /// Leaves the line, so that what follows begins on one of its own.
    func end() {
        if isOpen { Terminal.tell("") }
        isOpen = false
    }

    private func tell(_ text: String) {
        end()
        Terminal.tell(text)
    }

    private func rewrite(_ text: String) {
        guard Terminal.isInteractive else { return Terminal.tell(text) }
        Terminal.write("\r\u{1B}[K" + String(text.prefix(Terminal.columns - 1)), to: 2)
        isOpen = true
    }

    private func text(of progress: TrainingProgress) -> String {
        let validation = progress.validationLoss.map { " · validation \(Figures.short($0))" } ?? ""
        return "\(clockText(progress.secondsLeft)) left · step \(progress.step) of "
            + "\(progress.stepCount) · loss \(Figures.short(progress.trainingLoss))\(validation)"
    }

    private func clockText(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 360_000).rounded(.up))
        let rest = whole % 60
        return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
