import Acquisition
import Dispatch
import Glibc

/// Turns the signals of a terminal or another `tarsier` into wishes: interrupt, terminate and
/// hang-up stop, the two user signals pause and continue.
final class Signals {
    private var sources: [any DispatchSourceSignal] = []

    /// Listens until it is released.
    init(_ control: RunControl) {
        listen(SIGINT) { control.stop("stopped at the keyboard") }
        listen(SIGTERM) { control.stop("stopped by `tarsier stop` or the system") }
        listen(SIGHUP) { control.stop("the terminal was closed") }
        listen(SIGUSR1) { control.pause() }
        listen(SIGUSR2) { control.proceed() }
        // A reader that went away is an error of that write, not the end of the run.
        signal(SIGPIPE, SIG_IGN)
    }

    deinit {
        for source in sources { source.cancel() }
    }

    private func listen(_ number: Int32, _ act: @escaping @Sendable () -> Void) {
        sources.append(Self.source(number, act))
    }

    /// Calls `act` for each signal until the source is cancelled; nothing else happens.
    static func source(
        _ number: Int32, _ act: @escaping @Sendable () -> Void
    ) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(
            signal: number, queue: DispatchQueue.global(qos: .userInitiated))
        source.setEventHandler(handler: act)
        source.resume()
        return source
    }
}
