/// What a device did wrong, in words a biologist can act on.
package struct DeviceError: Error, Equatable, Sendable {
    package enum Reason: Equatable, Sendable {
        /// The port that the rig file names does not exist.
        case portMissing(String)
        /// Another program holds the port.
        case portBusy(String)
        case timedOut(after: Duration)
        case unplugged
        /// The reply has the wrong form; the text is what came.
        case malformedReply(String)
        /// The device itself refused; the text is its own.
        case refused(String)
        /// What was set is not what reads back.
        case readbackDiffers(expected: String, actual: String)
        /// The request leaves what the device or the rig file allows; nothing was sent.
        case outOfRange(allowed: String)
        /// The rig file states no limit, so nothing may move or emit.
        case limitUnknown(String)
        /// The safe state is latched until a person arms the instrument; the text says why.
        case latched(String)
        /// The device stayed busy for longer than any move takes.
        case busyTooLong(after: Duration)
        /// Frames are missing, repeated or out of order; the text says which.
        case frameSequence(String)
        /// A frame's pixels are not those that were sent.
        case checksumDiffers
        /// The task was cancelled before the answer came.
        case cancelled
        /// The system refused; the number is `errno`.
        case system(errno: Int32)
    }

    /// The device's label in the rig file.
    package let device: String
    /// What was asked, as it went over the wire where there is a wire.
    package let request: String
    package let reason: Reason

    package init(device: String, request: String, reason: Reason) {
        self.device = device
        self.request = request
        self.reason = reason
    }

    /// Translates what happened on the line of `device`.
    package init(device: String, request: String, _ error: SerialError) {
        let reason: Reason =
            switch error.reason {
            case .missing: .portMissing(error.operation)
            case .busy: .portBusy(error.operation)
            case .unplugged: .unplugged
            case .timedOut(let duration): .timedOut(after: duration)
            case .cancelled: .cancelled
            case .endless: .malformedReply("bytes without end")
            case .failed(let code): .system(errno: code)
            }
        self.init(device: device, request: request, reason: reason)
    }
}
