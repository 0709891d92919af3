import Acquisition
package import Documents

extension PolicySettings.Kind {
    /// The keys that this policy's settings have.
    var keys: [String] {
        switch self {
        case .fixed: []
        case .holdSNR: HoldSNRSettings.keys
        case .eventDriven: EventDrivenSettings.keys
        case .bandit: BanditSettings.keys
        case .learned: LearnedSettings.keys
        case .watch: WatchSettings.keys
        }
    }
}

extension PolicySettings {
    /// Reads `hold-snr`, or `{policy: hold-snr, target: 10}`.
    ///
    /// - Parameter others: keys that the same mapping may hold for another reader.
    package init(_ document: Document, besides others: [String] = []) throws(DocumentError) {
        let names = Kind.allCases.map(\.rawValue)
        if document.kind == .scalar {
            self = try Self(kind: try document.choice(names), settings: nil, at: document)
            return
        }
        // First with every key of every policy, to learn which one it is.
        let all = Kind.allCases.flatMap(\.keys) + others + ["policy"]
        let name = try document.mapping(all)["policy"]?.choice(names) ?? AgentSettings.defaultPolicy
        let known = (Kind(rawValue: name)?.keys ?? []) + others + ["policy"]
        self = try Self(kind: name, settings: document.mapping(known), at: document)
    }

    private init(
        kind: String, settings: DocumentMapping?, at document: Document
    ) throws(DocumentError) {
        switch Kind(rawValue: kind) {
        case .fixed: self = .fixed
        case .holdSNR: self = .holdSNR(try settings.map(HoldSNRSettings.init) ?? .init())
        case .eventDriven:
            self = .eventDriven(try settings.map(EventDrivenSettings.init) ?? .init())
        case .learned:
            guard let settings else {
                throw document.fail("learned needs weights: {policy: learned, weights: FILE}")
            }
            self = .learned(try LearnedSettings(settings))
        case .bandit: self = .bandit(try settings.map(BanditSettings.init) ?? .init())
        case .watch: self = .watch(try settings.map(WatchSettings.init) ?? .init())
        case nil: throw document.fail("there is no policy \"\(kind)\"")
        }
    }

    /// What does not fit the run.
    func problems(in outline: RunOutline) -> [String] {
        switch self {
        case .fixed: []
        case .holdSNR(let settings):
            Self.problems("channels", settings.channels ?? [], in: outline)
        case .eventDriven(let settings): Self.eventProblems(settings, in: outline)
        case .learned(let settings): Self.eventProblems(settings.events, in: outline)
        case .bandit(let settings): Self.eventProblems(settings.events, in: outline)
        case .watch(let settings): Self.eventProblems(settings.events, in: outline)
        }
    }

    private static func eventProblems(
        _ settings: EventDrivenSettings, in outline: RunOutline
    ) -> [String] {
        watchProblems(settings, in: outline)
            + problems("spend", settings.spend ?? [], in: outline)
    }

    private static func watchProblems(
        _ settings: EventDrivenSettings, in outline: RunOutline
    ) -> [String] {
        let watch = settings.watch
        guard let channel = outline.channels.first(where: { $0.name == watch }) else {
            return ["agent: watch: the plan has no channel \"\(watch)\""]
        }
        if channel.isTransmitted || settings.score != nil { return [] }
        return ["agent: watch: \"\(watch)\" is not transmitted light"]
    }

    private static func problems(
        _ key: String, _ names: [String], in outline: RunOutline
    ) -> [String] {
        names.compactMap { name in
            guard let channel = outline.channels.first(where: { $0.name == name }) else {
                return "agent: \(key): the plan has no channel \"\(name)\""
            }
            return channel.isTransmitted
                ? "agent: \(key): \"\(name)\" is transmitted light" : nil
        }
    }
}
