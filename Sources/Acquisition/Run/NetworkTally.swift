/// How one network has done in a run: what it looked at, what it had to skip, whether it is off.
struct NetworkTally: Sendable, Equatable {
    /// After so many failures a network is not asked again in this run.
    static let mostFailures = 3

    private(set) var lookCount = 0
    private(set) var skippedCount = 0
    private(set) var failureCount = 0

    var isOff: Bool { failureCount >= Self.mostFailures }

    mutating func looked() { lookCount += 1 }

    mutating func skipped() { skippedCount += 1 }

    mutating func failed() { failureCount += 1 }
}
