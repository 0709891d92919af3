import Documents

extension EventDrivenSettings {
    /// How cells are followed; other policies that follow cells have these keys, too.
    static let cellKeys = [
        "watch", "spend", "start_score", "stop_score", "split_score", "fade", "confirm", "wait",
        "dwell", "lost_after", "tail", "give_up", "refractory", "reach", "daughter_reach",
    ]
    static let keys = cellKeys + ["score", "reference_every", "event_exposure"]

    init(_ mapping: DocumentMapping) throws(DocumentError) {
        self.init()
        watch = try mapping["watch"]?.string() ?? watch
        spend = try mapping.names("spend")
        score = try Self.score(mapping)
        let scores = score == nil ? 0...1 : 0...1e9
        startScore = try mapping.number("start_score", in: scores) ?? startScore
        stopScore = try mapping.number("stop_score", in: scores) ?? stopScore
        splitScore = try mapping.number("split_score", in: 0...1) ?? splitScore
        fade = try mapping.share("fade", in: 0...1) ?? fade
        confirm = try mapping.count("confirm", atLeast: 1) ?? confirm
        if let node = mapping["wait"] {
            wait = try node.quantity(.seconds)
            guard wait >= 0 else { throw node.fail("wait cannot be negative") }
        }
        dwell = try mapping.seconds("dwell") ?? dwell
        lostAfter = try mapping.seconds("lost_after") ?? lostAfter
        tail = try mapping.seconds("tail") ?? tail
        giveUp = try mapping.seconds("give_up") ?? giveUp
        refractory = try mapping.seconds("refractory") ?? refractory
        reach = try mapping.positive("reach", .micrometers) ?? reach
        daughterReach = try mapping.positive("daughter_reach", .micrometers) ?? daughterReach
        referenceEvery = try mapping.count("reference_every", atLeast: 2)
        eventExposure = try mapping.seconds("event_exposure")
        guard stopScore < startScore else {
            let node = mapping["stop_score"] ?? mapping["start_score"] ?? mapping.document
            throw node.fail("stop_score must be below start_score, or events would flicker")
        }
    }

    /// `phase`, or a network's number with thresholds of its own.
    private static func score(_ mapping: DocumentMapping) throws(DocumentError) -> NetworkScore? {
        guard let node = mapping["score"], try node.string() != "phase" else { return nil }
        guard let score = NetworkScore(node.text) else {
            throw node.fail(
                "score is phase, or a network's number such as segment.objects, not "
                    + "\"\(node.text)\"")
        }
        for key in ["start_score", "stop_score"] where mapping[key] == nil {
            throw node.fail("a score of \(node.text) needs a \(key) of its own")
        }
        return score
    }
}
