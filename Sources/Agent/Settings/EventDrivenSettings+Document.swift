import Documents

extension EventDrivenSettings {
    static let keys = [
        "watch", "spend", "start_score", "stop_score", "split_score", "confirm", "dwell",
        "lost_after", "tail", "give_up", "refractory", "reach", "daughter_reach",
        "reference_every", "event_exposure",
    ]

    init(_ mapping: DocumentMapping) throws(DocumentError) {
        self.init()
        watch = try mapping["watch"]?.string() ?? watch
        spend = try mapping.names("spend")
        startScore = try mapping.number("start_score", in: 0...1) ?? startScore
        stopScore = try mapping.number("stop_score", in: 0...1) ?? stopScore
        splitScore = try mapping.number("split_score", in: 0...1) ?? splitScore
        confirm = try mapping.count("confirm", atLeast: 1) ?? confirm
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
}
