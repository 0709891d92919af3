/// What was left out of a run, and why.
struct RunTally {
    /// The light went off while the camera still exposed.
    var unlitCount = 0
    /// Nobody knows how much light there was.
    var uncertainCount = 0
    /// Acknowledged, but not in the store or not as the journal has it.
    var damagedCount = 0

    func note(source: String) -> String? {
        let parts = [
            (unlitCount, "only partly lit"), (uncertainCount, "of uncertain light"),
            (damagedCount, "missing or damaged in the store"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        guard !parts.isEmpty else { return nil }
        let count = unlitCount + uncertainCount + damagedCount
        return "\(source): \(count) images were left out: \(parts.joined(separator: ", "))"
    }
}
