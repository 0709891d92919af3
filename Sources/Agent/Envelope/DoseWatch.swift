import Acquisition

/// Remembers the light that each position has had, and says where it has had its share.
struct DoseWatch: Sendable {
    private static let hour = 3_600.0
    private let perPosition: Double?
    private let perHour: Double?
    private let perRun: Double?
    /// J/cm² last heard of, by position.
    private var joules: [Int: Double] = [:]
    private var joulesInRun: Double?
    /// J/cm² by seconds of run time, for the last hour and one entry before it.
    private var history: [Int: [(seconds: Double, joules: Double)]] = [:]

    init(_ settings: EnvelopeSettings) {
        perPosition = settings.dosePerPosition
        perHour = settings.dosePerHour
        perRun = settings.dosePerRun
    }

    mutating func note(_ standing: RunStanding, at position: Int, seconds: Double) {
        joulesInRun = standing.joulesInRun
        joules[position] = standing.joulesAtPosition
        guard perHour != nil, let now = standing.joulesAtPosition else { return }
        var entries = history[position] ?? [(0, 0)]
        entries.append((seconds, now))
        while entries.count > 1, seconds - entries[1].seconds >= Self.hour { entries.removeFirst() }
        history[position] = entries
    }

    /// Why `position` gets no more light; `nil` where it may have more.
    func refusal(at position: Int) -> String? {
        if let most = perRun, let had = joulesInRun, had >= most {
            return "the run has had \(brief(had)) of \(brief(most)) J/cm²"
        }
        guard let had = joules[position] else { return nil }
        if let most = perPosition, had >= most {
            return "the position has had \(brief(had)) of \(brief(most)) J/cm²"
        }
        let inHour = had - (history[position]?.first?.joules ?? 0)
        if let most = perHour, inHour >= most {
            return "the position has had \(brief(inHour)) of \(brief(most)) J/cm² within an hour"
        }
        return nil
    }
}
