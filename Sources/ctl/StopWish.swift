import Dispatch
import Glibc
import Synchronization

/// Whether a person at the keyboard, or the system, wants a computation to stop.
///
/// A second signal ends the program at once.
final class StopWish {
    private let wish = Wish()
    private var sources: [any DispatchSourceSignal] = []

    private final class Wish: Sendable {
        let isSet = Atomic(false)
    }

    /// Listens until it is released.
    init() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            sources.append(
                Signals.source(number) { [wish] in
                    if wish.isSet.exchange(true, ordering: .relaxed) {
                        exit(ExitStatus.stopped.rawValue)
                    }
                })
        }
    }

    deinit {
        for source in sources { source.cancel() }
    }

    var isWished: Bool { wish.isSet.load(ordering: .relaxed) }
}
