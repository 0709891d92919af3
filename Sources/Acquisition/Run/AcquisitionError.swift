/// What ends a run, beyond what a device did.
package enum AcquisitionError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The plan or its rig cannot be run; each sentence names one reason.
    case refused([String])
    /// The process that darkens the lights if this one dies is not there.
    case guardIsGone
    /// Lights that could not be confirmed dark at the end.
    case notDark([String])
    /// The journal or the store does not hold what was exposed.
    case incomplete(String)

    package var description: String {
        switch self {
        case .refused(let reasons): reasons.joined(separator: "\n")
        case .guardIsGone:
            "the light guard has ended; nothing may emit without it, start the run again"
        case .notDark(let alarms): alarms.joined(separator: "; ")
        case .incomplete(let what): what
        }
    }
}
