import Glibc

/// The two ways in which the rig counts time: durations outside, seconds inside.
extension Duration {
    /// In seconds.
    var asSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }

    /// The first whole nanosecond that does not lie before `seconds`, so that what is due then is due
    /// for whoever wakes at this time.
    static func notBefore(_ seconds: Double) -> Duration {
        guard seconds < 9e9 else { return .seconds(9_000_000_000) }
        return .nanoseconds(Int64((max(0, seconds) * 1e9).rounded(.up)))
    }
}

/// A serial port of the rig.
package enum RigPort: String, CaseIterable, Sendable {
    /// The ASI MS-2000: X, Y, Z and the transmitted lamp.
    case stage
    /// The Lumencor light engine.
    case engine
}
