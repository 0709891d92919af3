import Documents

extension BanditSettings {
    static let keys =
        EventDrivenSettings.cellKeys + [
            "exposures", "powers", "intervals", "pull", "target", "quality", "information", "seed",
        ]

    init(_ mapping: DocumentMapping) throws(DocumentError) {
        self.init()
        events = try EventDrivenSettings(mapping)
        exposures = try Self.shares(mapping["exposures"]) ?? exposures
        powers = try Self.shares(mapping["powers"]) ?? powers
        if let node = mapping["intervals"] {
            intervals = []
            for element in try node.sequence() {
                let count = try element.int()
                guard (1...10_000).contains(count) else {
                    throw element.fail("an interval is a number of time points from 1")
                }
                intervals.append(count)
            }
            guard !intervals.isEmpty else { throw node.fail("intervals must name at least one") }
        }
        pull = try mapping.count("pull", atLeast: 1) ?? pull
        target = try mapping.number("target", in: 1...1000) ?? target
        quality = try mapping.share("quality", in: 0...1) ?? quality
        information = try mapping.share("information", in: 0...1) ?? information
        seed = try mapping.count("seed", atLeast: 0).map { UInt64($0) } ?? seed
        let count = exposures.count * powers.count * intervals.count
        guard count <= 400 else {
            throw mapping.document.fail(
                "\(count) ways to light are more than can be learned; 400 are the most")
        }
    }

    private static func shares(_ node: Document?) throws(DocumentError) -> [Double]? {
        guard let node else { return nil }
        var shares: [Double] = []
        for element in try node.sequence() {
            let share = try element.quantity(.fraction)
            guard (0.001...10).contains(share) else {
                throw element.fail("a share of the planned one lies between 0.1 % and 1000 %")
            }
            shares.append(share)
        }
        guard !shares.isEmpty else { throw node.fail("at least one share is needed") }
        return shares
    }
}
