import Documents

extension TimePlan {
    /// `nil` for an empty mapping, which is no plan.
    init?(_ document: Document, warnings: inout [PlanWarning]) throws(DocumentError) {
        if document.kind == .sequence {
            try self.init(phases: document, in: document, warnings: &warnings)
            return
        }
        let entries = try document.entries()
        guard !entries.isEmpty else { return nil }
        if entries.contains(where: { $0.key.text == "phases" }) {
            let mapping = try document.mapping(["phases", "prioritize_duration"])
            try self.init(
                phases: try mapping.required("phases"), in: document, warnings: &warnings)
        } else {
            self.init(try TimePhase(document, warnings: &warnings))
        }
        try check(document)
    }

    private init(
        phases list: Document, in document: Document, warnings: inout [PlanWarning]
    ) throws(DocumentError) {
        var phases: [TimePhase] = []
        for phase in try list.sequence() {
            phases.append(try TimePhase(phase, warnings: &warnings))
        }
        if phases.isEmpty {
            warnings.append(
                PlanWarning(.warning, at: list, "a time plan without phases is one time point"))
        }
        self.init(phases: phases)
        try check(document)
    }

    private func check(_ document: Document) throws(DocumentError) {
        var count = 0
        for phase in phases { count = count.plus(phase.loops) }
        guard count < 1_000_000_000 else {
            throw document.fail("\(count) time points; a plan may have a thousand million")
        }
        // A time is kept in microseconds; this leaves room for every sum of them.
        let total = phases.reduce(0.0) {
            $0 + Double($1.interval.microseconds) * Double($1.loops)
        }
        guard total < 1e15 else { throw document.fail("the time plan is longer than 30 years") }
    }
}

extension TimePhase {
    init(_ document: Document, warnings: inout [PlanWarning]) throws(DocumentError) {
        let mapping = try document.mapping(
            ["interval", "loops", "duration", "prioritize_duration"])
        let interval = try Self.duration(mapping, "interval")
        let duration = try Self.duration(mapping, "duration")
        let loops = try mapping.wholeNumber("loops", atLeast: 1)
        let kind: Kind
        switch (interval, duration, loops) {
        case (let interval?, let duration?, nil):
            guard interval > .zero else {
                throw (mapping["interval"] ?? document).fail(
                    "an interval of 0 never fills a duration; give loops instead")
            }
            kind = .intervalDuration(interval: interval, duration: duration)
        case (let interval?, nil, let loops?):
            kind = .intervalLoops(interval: interval, loops: loops)
        case (nil, let duration?, let loops?):
            kind = .durationLoops(duration: duration, loops: loops)
        case (_?, _?, _?):
            throw document.fail(
                "interval, duration and loops contradict each other; give two of them")
        default:
            throw document.fail("a time plan needs two of interval, duration and loops")
        }
        var priority: Bool?
        if let node = mapping.value("prioritize_duration") { priority = try node.flag() }
        self.init(kind, prioritizesDuration: priority)
        if self.loops > 1, self.interval == .zero {
            warnings.append(
                PlanWarning(
                    .warning, at: document,
                    "an interval of 0 means as fast as possible: every time point is due at once"))
        }
    }

    private static func duration(
        _ mapping: DocumentMapping, _ key: String
    ) throws(DocumentError) -> Duration? {
        guard let node = mapping.value(key) else { return nil }
        return try node.planDuration()
    }
}
