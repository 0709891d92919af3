package import Acquisition

/// How soon a policy stopped using networks that were wrong.
package enum Distrust {
    /// Of each network that lost the policy's trust, how many of its looks had been taken in by then.
    ///
    /// - Parameter level: Below it a network is not used, 0...1.
    package static func looks(_ journal: Journal, below level: Double) throws -> [String: Int] {
        let prefix = WatchPolicy.trustFeature("")
        let lost = try journal.features().filter { $0.name.hasPrefix(prefix) && $0.value < level }
        let looks = try journal.networks().filter { $0.outcome == .result }
        var first: [String: Int] = [:]
        for feature in lost {
            let network = String(feature.name.dropFirst(prefix.count))
            first[network] = min(first[network] ?? .max, feature.eventIndex)
        }
        return Dictionary(
            uniqueKeysWithValues: first.map { network, event in
                (network, looks.count { $0.network == network && $0.eventIndex <= event })
            })
    }
}
