import Synchronization

/// A queue with a capacity between one sender and one receiver.
///
/// Full: ``send(_:)`` waits, ``offer(_:)`` says no. Closed: the receiver gets what is left, then
/// `nil`. Closing wakes everybody, so that a failed run never waits for a frame.
final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var isClosed = false
        var receiver: CheckedContinuation<Void, Never>?
        var sender: CheckedContinuation<Void, Never>?
    }

    let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) {
        precondition(capacity > 0, "a queue without room passes nothing on")
        self.capacity = capacity
    }

    /// How many wait to be received.
    var count: Int { state.withLock { $0.elements.count } }

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

    /// Adds `element`, waiting for room; returns false when the queue was closed instead.
    func send(_ element: Element) async -> Bool {
        while true {
            if offer(element) { return true }
            if state.withLock({ $0.isClosed }) { return false }
            await withCheckedContinuation { continuation in
                let isNeeded = state.withLock { state in
                    guard !state.isClosed, state.elements.count >= capacity else { return false }
                    state.sender = continuation
                    return true
                }
                if !isNeeded { continuation.resume() }
            }
        }
    }

    /// Returns the next element, waiting for one; `nil` once the queue is closed and empty.
    func receive() async -> Element? {
        while true {
            let (element, isClosed, sender) = state.withLock { state in
                guard !state.elements.isEmpty else {
                    return (Element?.none, state.isClosed, CheckedContinuation<Void, Never>?.none)
                }
                let first = state.elements.removeFirst()
                defer { state.sender = nil }
                return (first, false, state.sender)
            }
            sender?.resume()
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
        let waiting = state.withLock { state in
            state.isClosed = true
            defer { (state.receiver, state.sender) = (nil, nil) }
            return [state.receiver, state.sender]
        }
        for continuation in waiting { continuation?.resume() }
    }
}
