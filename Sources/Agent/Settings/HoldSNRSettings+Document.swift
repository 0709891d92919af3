import Documents

extension HoldSNRSettings {
    static let keys = [
        "signal", "target", "channels", "largest_step", "most", "dead_band", "newest_share",
    ]

    init(_ mapping: DocumentMapping) throws(DocumentError) {
        self.init()
        if let node = mapping["signal"] {
            let name = try node.choice(HoldSNRSettings.Signal.allCases.map(\.rawValue))
            signal = HoldSNRSettings.Signal(rawValue: name) ?? signal
        }
        target = try mapping.number("target", in: 1...1000) ?? target
        channels = try mapping.names("channels")
        largestStep = try mapping.number("largest_step", in: 1.01...10) ?? largestStep
        most = try mapping.number("most", in: 1...1000) ?? most
        if let node = mapping["dead_band"] {
            deadBand = try node.quantity(.fraction)
            guard (0...0.5).contains(deadBand) else {
                throw node.fail("dead_band must lie between 0 % and 50 %")
            }
        }
        newestShare = try mapping.number("newest_share", in: 0.01...1) ?? newestShare
    }
}
