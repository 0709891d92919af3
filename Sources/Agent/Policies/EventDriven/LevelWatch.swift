/// Whether a number is high enough to spend light, with a threshold for each direction.
struct LevelWatch: Sendable {
    private let settings: EventDrivenSettings
    private(set) var isSpending = false
    private var strongFrames = 0
    private var since = 0.0

    init(_ settings: EventDrivenSettings) { self.settings = settings }

    /// Takes in one frame's number; one that is missing changes nothing.
    ///
    /// - Returns: A sentence where something changed.
    mutating func update(with value: Double?, at seconds: Double) -> String? {
        guard let value else { return nil }
        strongFrames = value >= settings.startScore ? strongFrames + 1 : 0
        if !isSpending, strongFrames >= settings.confirm {
            isSpending = true
            since = seconds
            return "\(brief(value)) for a start at \(brief(settings.startScore))"
        }
        if isSpending, value < settings.stopScore, seconds - since >= settings.dwell {
            isSpending = false
            return "\(brief(value)) for a stop at \(brief(settings.stopScore))"
        }
        return nil
    }
}
