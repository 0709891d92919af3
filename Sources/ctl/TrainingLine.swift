import Learning
import Models

/// The line that a training shows while it goes on: steps, losses, time left.
final class TrainingLine {
    private let line = StatusLine()

    func show(_ event: TrainingJob.Event) {
        switch event {
        case .reading(let source): tell("reading \(source)")
        case .read(let count, let notes):
            for note in notes { tell(note) }
            tell("\(count) frames")
        case .member(let member, let count): tell("member \(member) of \(count)")
        case .round(let round, let count): tell("round \(round) of \(count)")
        case .training(let progress): line.show(text(of: progress))
        case .evaluating:
            end()
            tell("measuring on what was held out")
        }
    }

    /// Leaves the line, so that what follows begins on one of its own.
    func end() { line.end() }

    private func tell(_ text: String) {
        end()
        Terminal.tell(text)
    }

    private func text(of progress: TrainingProgress) -> String {
        let validation =
            progress.validationLoss.map { " · validation \(FigureLines.number($0))" } ?? ""
        return "\(StatusLine.clock(progress.secondsLeft)) left · step \(progress.step) of "
            + "\(progress.stepCount) · loss \(FigureLines.number(progress.trainingLoss))\(validation)"
    }
}
