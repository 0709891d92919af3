import Synchronization

/// What a person may tell a running acquisition, from any thread at any time.
package final class RunControl: Sendable {
    package enum Wish: Sendable, Equatable {
        case run
        case pause
        /// Ends after the exposure under way; everything so far is kept.
        case stop(String)
    }

    private let current = Mutex(Wish.run)

    package init() {}

    package var wish: Wish { current.withLock { $0 } }

    package func pause() {
        current.withLock { if $0 == .run { $0 = .pause } }
    }

    package func proceed() {
        current.withLock { if $0 == .pause { $0 = .run } }
    }

    /// Stops for good; the first reason is kept.
    package func stop(_ reason: String) {
        current.withLock {
            if case .stop = $0 { return }
            $0 = .stop(reason)
        }
    }
}
