extension PolicySettings {
    /// What this policy asks of networks and none gives: a sentence for each.
    ///
    /// - Parameter networks: The run's networks with the channels that each looks at.
    func problems(with networks: [String: [String]]) -> [String] {
        switch self {
        case .fixed, .bandit, .learned: return []
        case .holdSNR(let settings):
            return Self.restoreProblems(settings.signal, settings.channels ?? [], networks)
        case .watch(let settings):
            return Self.restoreProblems(settings.signal, settings.events.spend ?? [], networks)
        case .eventDriven(let settings):
            guard let score = settings.score else { return [] }
            guard let channels = networks[score.network] else {
                return [
                    "agent: score: \(score.name) needs a package for \(score.network) under networks:"
                ]
            }
            return channels.contains(settings.watch)
                ? []
                : [
                    "agent: watch: the network \(score.network) does not look at \"\(settings.watch)\""
                ]
        }
    }

    private static func restoreProblems(
        _ signal: HoldSNRSettings.Signal, _ steered: [String], _ networks: [String: [String]]
    ) -> [String] {
        guard signal == .restored else { return [] }
        guard let channels = networks["restore"] else {
            return ["agent: signal: restored needs a package for restore under networks:"]
        }
        return steered.filter { !channels.contains($0) }.map {
            "agent: signal: the network restore does not look at \"\($0)\""
        }
    }
}
