import Acquisition
import ArgumentParser

/// How the program ends, as `tarsier --help` promises.
enum ExitStatus: Int32 {
    case completed = 0
    case failed = 1
    case refused = 2
    case stopped = 3

    init(_ state: RunOutcome.State) {
        switch state {
        case .completed: self = .completed
        case .cancelled: self = .stopped
        case .failed: self = .failed
        }
    }

    var code: ExitCode { ExitCode(rawValue) }
}
