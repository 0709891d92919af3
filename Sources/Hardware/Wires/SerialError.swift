/// What can go wrong on a line, before anybody knows which device is at its end.
package struct SerialError: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        /// No such port.
        case missing
        /// Another program holds the port.
        case busy
        /// The port went away while it was open.
        case unplugged
        /// Nothing complete arrived in time.
        case timedOut(after: Duration)
        /// More bytes than any reply has, without an end of line.
        case endless
        /// The task was cancelled while it waited.
        case cancelled
        /// The system refused; the number is `errno`.
        case failed(errno: Int32)
    }

    package let reason: Reason
    /// What was being done, e.g. `open /dev/ttyUSB0`.
    package let operation: String

    package init(_ reason: Reason, _ operation: String) {
        self.reason = reason
        self.operation = operation
    }
}
