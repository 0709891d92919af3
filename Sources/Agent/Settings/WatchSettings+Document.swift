import Documents

extension WatchSettings {
    static let keys =
        EventDrivenSettings.cellKeys + [
            "timing", "every", "rise", "signal", "target", "start_light", "largest_step", "most",
            "audit", "agreement", "trust", "harm", "harm_shows", "refocus", "seed",
        ]

    init(_ mapping: DocumentMapping) throws(DocumentError) {
        self.init()
        events = try EventDrivenSettings(mapping)
        timing = try mapping.seconds("timing") ?? timing
        every = try mapping.count("every", atLeast: 1)
        rise = try mapping.number("rise", in: 1.05...100)
        signal = try mapping.signal("signal") ?? signal
        target = try mapping.number("target", in: 1...1000) ?? target
        startLight = try mapping.share("start_light", in: 0.001...1) ?? startLight
        largestStep = try mapping.number("largest_step", in: 1.01...10) ?? largestStep
        most = try mapping.number("most", in: 0.01...1000) ?? most
        audit = try mapping.share("audit", in: 0...1) ?? audit
        agreement = try mapping.number("agreement", in: 0...1) ?? agreement
        trust = try mapping.share("trust", in: 0...1) ?? trust
        harm = try mapping.share("harm", in: 0.001...1) ?? harm
        harmShows = try mapping.seconds("harm_shows") ?? harmShows
        refocus = try mapping.seconds("refocus") ?? refocus
        seed = try mapping.count("seed", atLeast: 0).map { UInt64($0) } ?? seed
    }
}
