import Synchronization

/// A queue with a capacity between one sender and one receiver.
///
/// Full: ``offer(_:)`` says no. Closed: the receiver gets what is left, then
/// `nil`. Closing wakes everybody, so that a failed run never waits for a frame.
final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var isClosed = false
        var receiver: CheckedContinuation<Void, Never>?
    }

    let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) {
        precondition(capacity > 0, "a queue without room passes nothing on")
        self.capacity = capacity
    }

    /// How many wait to be received.
    var count: Int { state.withLock { $0.elements.count } }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Adds `element` if there is room.
    func offer(_ element: Element) -> Bool {
        let (isTaken, receiver) = state.withLock { state in
            guard !state.isClosed, state.elements.count < capacity else {
                return (false, CheckedContinuation<Void, Never>?.none)
            }
            state.elements.append(element)
            defer { state.receiver = nil }
            return (true, state.receiver)
        }
        receiver?.resume()
        return isTaken
    }

    /// Returns the next element, waiting for one; `nil` once the queue is closed and empty.
    func receive() async -> Element? {
        while true {
            let (element, isClosed) = state.withLock { state in
                state.elements.isEmpty
                    ? (Element?.none, state.isClosed) : (state.elements.removeFirst(), false)
            }
            if let element { return element }
            if isClosed { return nil }
            await withCheckedContinuation { continuation in
                let isNeeded = state.withLock { state in
                    guard !state.isClosed, state.elements.isEmpty else { return false }
                    state.receiver = continuation
                    return true
                }
                if !isNeeded { continuation.resume() }
            }
        }
    }

    /// Lets nothing more in and wakes whoever waits.
    func close() {
        let receiver = state.withLock { state in
            state.isClosed = true
            defer { state.receiver = nil }
            return state.receiver
        }
        receiver?.resume()
    }
}
