import Documents

extension HoldSNRSettings {
    static let keys = [
        "signal", "target", "channels", "largest_step", "most", "dead_band", "newest_share",
    ]

    init(_ mapping: DocumentMapping) throws(DocumentError) {
        self.init()
        signal = try mapping.signal("signal") ?? signal
        target = try mapping.number("target", in: 1...1000) ?? target
        channels = try mapping.names("channels")
        largestStep = try mapping.number("largest_step", in: 1.01...10) ?? largestStep
        most = try mapping.number("most", in: 1...1000) ?? most
        deadBand = try mapping.share("dead_band", in: 0...0.5) ?? deadBand
        newestShare = try mapping.number("newest_share", in: 0.01...1) ?? newestShare
    }
}
