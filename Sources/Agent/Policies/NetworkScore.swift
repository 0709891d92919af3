/// A number that a network gives for each frame, as a policy's score: `segment.objects`.
package struct NetworkScore: Sendable, Hashable {
    package var network: String
    package var number: String

    package init(network: String, number: String) {
        self.network = network
        self.number = number
    }

    /// - Returns: `nil` where `text` is not two names with a dot between.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.init(network: String(parts[0]), number: String(parts[1]))
    }

    var name: String { "\(network).\(number)" }

    /// What the network gave; `nil` where it did not look.
    func value(in features: FrameFeatures) -> Double? {
        features.networks?[network]?[number].flatMap { $0.isFinite ? $0 : nil }
    }
}
