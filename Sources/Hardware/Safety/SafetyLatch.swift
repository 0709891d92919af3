import Synchronization

/// The latch of the safe state: tripped by any error, released only by a person.
///
/// Every driver that emits or moves holds one and asks it immediately before its bytes go out.
/// Commands that make the instrument safer (off, halt) never ask.
package final class SafetyLatch: Sendable {
    private struct State {
        var cause: String?
        var condition: (@Sendable () -> String?)?
    }

    private let state: Mutex<State>

    /// Starts tripped: an instrument is dark and still until somebody arms it.
    package init() {
        state = Mutex(State(cause: "the instrument has not been armed yet"))
    }

    /// Why nothing may emit or move; `nil` while armed.
    package var reason: String? {
        state.withLock { state in
            if state.cause == nil { state.cause = state.condition?() }
            return state.cause
        }
    }

    /// Enters the safe state; the first reason is kept.
    package func trip(_ reason: String) {
        state.withLock { $0.cause = $0.cause ?? reason }
    }

    /// Leaves the safe state. Called from what a person does, never from a policy.
    package func arm() {
        state.withLock { $0.cause = nil }
    }

    /// Asks `condition` each time that something wants to emit or move; what it answers trips the
    /// latch. It must answer at once and must not use the latch.
    package func watch(_ condition: @escaping @Sendable () -> String?) {
        state.withLock { $0.condition = condition }
    }

    /// Passes while armed.
    package func requireArmed(device: String, request: String) throws(DeviceError) {
        if let reason {
            throw DeviceError(device: device, request: request, reason: .latched(reason))
        }
    }
}
