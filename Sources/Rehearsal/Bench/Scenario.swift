package import Acquisition
import Agent
package import Documents
import SimulatedRig

/// A question put to simulated specimens, and the policies that are to answer it.
///
/// A file of its own: others can be added without touching code.
package struct Scenario: Sendable {
    /// What counts as an answer.
    package enum Answer: String, CaseIterable, Sendable {
        /// Divisions seen well enough and timed.
        case divisions
        /// Flashes of organelles, which fluorescence alone shows, seen well enough and timed.
        case flashes
        /// Cells that `segment` locates at each time point, followed to the next.
        case tracks
        /// The brightness of the cells that `segment` locates, over time.
        case intensities

        /// What the shares are of.
        package var title: String {
            switch self {
            case .divisions: "divisions caught"
            case .flashes: "flashes caught"
            case .tracks: "links right"
            case .intensities: "values right"
            }
        }
    }

    /// One way to answer.
    package struct Contender: Sendable {
        package let name: String
        /// `nil`: the plan as it stands.
        package let agent: AgentSettings?
        /// Time points from one exposure to the next, by channel; others as planned.
        package let every: [String: Int]
        /// Instead of the experiment's networks.
        package let networks: Document?
        /// `nil`: the plan as it stands.
        let policy: PolicySettings?
    }

    package let name: String
    /// What the experiment is to find out, in words.
    package let question: String
    package let answer: Answer
    package let contenders: [Contender]
    private let experiment: Experiment
    private let ranges: [SettingRange]

    private static let keys = ["name", "question", "answer", "experiment", "policies", "rig"]

    /// Reads a scenario strictly; the rig's settings are tried at both ends of their ranges.
    package init(_ document: Document) throws(DocumentError) {
        let mapping = try document.mapping(Self.keys)
        name = try mapping.required("name").string()
        question = try mapping.required("question").string()
        let kind = try mapping.required("answer").choice(Answer.allCases.map(\.rawValue))
        let answer = Answer(rawValue: kind) ?? .divisions
        self.answer = answer
        let plan = try mapping.required("experiment")
        for entry in try plan.entries() where entry.key.text == "agent" {
            throw entry.key.fail("who decides stands under policies")
        }
        experiment = try Experiment(document: plan)
        contenders = try Self.contenders(
            try mapping.required("policies"), channels: experiment.acquisition.channels)
        if answer == .tracks || answer == .intensities {
            for (contender, node) in zip(contenders, try mapping.required("policies").sequence()) {
                try Self.checkLocates(contender, experiment, for: answer, at: node)
            }
        }
        var ranges: [SettingRange] = []
        for entry in try mapping["rig"]?.entries() ?? [] { ranges.append(try SettingRange(entry)) }
        self.ranges = ranges
        for share in [0.0, 1] {
            do {
                _ = try rig(seed: 1) { _ in share }
            } catch {
                throw (mapping["rig"] ?? document).fail("\(error)")
            }
        }
    }

    private static func contenders(
        _ document: Document, channels: [ChannelPlan]
    ) throws(DocumentError) -> [Contender] {
        var contenders: [Contender] = []
        for element in try document.sequence() {
            let mapping = try element.mapping(["name", "agent", "every", "networks"])
            let agent = try mapping.required("agent")
            let configuration =
                try agent.kind == .scalar
                ? nil : AgentConfiguration(agent)
            let settings = configuration == nil ? nil : try AgentSettings(agent)
            if settings == nil { _ = try agent.choice([PolicySettings.Kind.fixed.rawValue]) }
            var every: [String: Int] = [:]
            for entry in try mapping["every"]?.entries() ?? [] {
                let name = try entry.key.choice(channels.map(\.config))
                every[name] = try entry.value.int()
                guard every[name, default: 0] >= 1 else {
                    throw entry.value.fail("time points are counted from 1")
                }
            }
            let networks = mapping["networks"]
            if let networks { _ = try NetworkSettings(networks) }
            let name = try mapping.required("name")
            guard !contenders.contains(where: { $0.name == name.text }) else {
                throw name.fail("the policy \"\(name.text)\" is there twice")
            }
            contenders.append(
                Contender(
                    name: try name.string(), agent: settings, every: every, networks: networks,
                    policy: configuration?.policy))
        }
        guard !contenders.isEmpty else { throw document.fail("there is no policy to compare") }
        return contenders
    }

    /// Tracks and brightness are those of what `segment` locates.
    private static func checkLocates(
        _ contender: Contender, _ experiment: Experiment, for answer: Answer, at node: Document
    ) throws(DocumentError) {
        let section = contender.networks ?? experiment.networks
        let networks = try section.map { section throws(DocumentError) in
            try NetworkSettings(section)
        }
        guard networks?.locatesCells == true else {
            throw node.fail("\(answer.rawValue) need a package for segment under networks")
        }
    }

    /// The whole run of one contender on the specimen of a seed: the same for each contender.
    package func rehearsal(of contender: Contender, seed: UInt64) throws -> Rehearsal {
        var experiment = experiment
        experiment.agent = contender.agent
        experiment.networks = contender.networks ?? experiment.networks
        for index in experiment.acquisition.channels.indices {
            let name = experiment.acquisition.channels[index].config
            experiment.acquisition.channels[index].acquireEvery =
                contender.every[name] ?? experiment.acquisition.channels[index].acquireEvery
        }
        var random = SplitMix64(seed: seed)
        return Rehearsal(
            experiment: experiment,
            rig: try rig(seed: seed) { _ in
                Double(random.next() >> 11) / Double(UInt64(1) << 53)
            })
    }

    /// - Parameter share: Where in its range a setting lies, 0...1.
    private func rig(
        seed: UInt64, _ share: (SettingRange) -> Double
    ) throws -> RigSettings {
        var settings = try RigSettings().json
        for range in ranges { settings = try range.set(at: share(range), in: settings) }
        var rig = try RigSettings(json: settings.printed, file: "rig")
        try rig.validate()
        rig.seed = seed
        return rig
    }
}
