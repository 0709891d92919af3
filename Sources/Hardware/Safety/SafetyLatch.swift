import Synchronization

/// The latch of the safe state: tripped by any error, released only by a person.
///
/// Every driver that emits or moves holds one and asks it immediately before its bytes go out.
/// Commands that make the instrument safer (off, halt) never ask.
package final class SafetyLatch: Sendable {
    private let cause: Mutex<String?>

    /// Starts tripped: an instrument is dark and still until somebody arms it.
    package init() {
        cause = Mutex("the instrument has not been armed yet")
    }

    /// Why nothing may emit or move; `nil` while armed.
    package var reason: String? { cause.withLock { $0 } }

    /// Enters the safe state; the first reason is kept.
    package func trip(_ reason: String) {
        cause.withLock { $0 = $0 ?? reason }
    }

    /// Leaves the safe state. Called from what a person does, never from a policy.
    package func arm() {
        cause.withLock { $0 = nil }
    }

    /// Passes while armed.
    package func requireArmed(device: String, request: String) throws(DeviceError) {
        if let reason {
            throw DeviceError(device: device, request: request, reason: .latched(reason))
        }
    }
}
