import Acquisition
import Agent
import ArgumentParser
import Documents
import Foundation
import Hardware
import Models

/// Tells what other policies would have done with the frames of a recorded run.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "See what other policies would have done with a recorded run's frames.",
        discussion: """
            Shows each policy the observations of the run's journal in their order, those alone \
            whose frames it would have taken itself, and counts what it would have taken and the \
            light of it. A run that took everything (agent: {policy: fixed}) can be replayed in \
            full; of one that left frames out, \
            "not recorded" tells how many a policy would have taken and could not see.

            A policy is a name, or a file that holds an agent section with its settings and \
            envelope. Without any, all policies with their defaults are replayed, in the envelope \
            of the run.

            For example
              tarsier replay runs/fixed --policy event-driven watch my-agent.yaml
            """)

    @OptionGroup var folder: RunFolderArgument
    @Option(parsing: .upToNextOption, help: "Names of policies, or files with an agent section.")
    var policy: [String] = []
    @Flag(help: "Print the outcomes as JSON.")
    var json = false

    func run() async throws {
        try await refusing {
            let folder = try folder.found()
            let inputs = try Inputs(experiment: folder.experiment, rig: folder.rig)
            let journal = try Journal.reading(path: folder.journal)
            let plan = try RunPlan(
                experiment: inputs.experiment, rig: inputs.rig,
                sensor: try journal.sensorSize() ?? (65_536, 65_536))
            let outline = plan.outline(exposureLimits: .milliseconds(0.1)...(.seconds(60)))
            let replay = try PolicyReplay(journal, plan: plan, outline: outline)
            var outcomes = [
                replay.recorded("as run (\(inputs.agent?.policy.kind.rawValue ?? "fixed"))")
            ]
            for agent in try agents(inputs) {
                let problems = agent.problems(in: outline, networks: try Self.networks(inputs))
                guard problems.isEmpty else { throw AcquisitionError.refused(problems) }
                outcomes.append(
                    replay.replay(agent.policy.makePolicy(), envelope: agent.envelope))
            }
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
                Terminal.print(String(decoding: try encoder.encode(outcomes), as: UTF8.self))
            } else {
                Terminal.print(Self.table(outcomes))
            }
        }
    }

    private func agents(_ inputs: Inputs) throws -> [AgentConfiguration] {
        let names = PolicySettings.Kind.allCases.map(\.rawValue)
        let own = inputs.agent?.envelope ?? EnvelopeSettings()
        // The learned one has no weights of its own.
        let all = names.filter { $0 != PolicySettings.Kind.learned.rawValue }
        return try (policy.isEmpty ? all : policy).map { name in
            if names.contains(name) {
                // With the channels of the run's own agent, where it has one of this kind.
                if let agent = inputs.agent, agent.policy.kind.rawValue == name {
                    return AgentConfiguration(policy: agent.policy, envelope: own)
                }
                let document = try Document.parse("policy: \(name)", file: "--policy")
                return AgentConfiguration(
                    policy: try AgentConfiguration(document).policy, envelope: own)
            }
            guard FileManager.default.fileExists(atPath: name) else {
                throw ValidationError(
                    "--policy: \"\(name)\" is no file and no policy; there are "
                        + names.joined(separator: ", "))
            }
            return try AgentConfiguration(
                try Document.parse(try Inputs.text(of: name), file: name))
        }
    }

    /// The networks that looked at the run's frames, with the channels that they looked at.
    private static func networks(_ inputs: Inputs) throws -> [String: [String]] {
        let channels = inputs.rig.channels.map(\.name)
        return Dictionary(
            uniqueKeysWithValues: (inputs.networks?.choices ?? []).map {
                ($0.kind.rawValue, $0.channels ?? channels)
            })
    }

    private static func table(_ outcomes: [PolicyReplay.Outcome]) -> String {
        let width = max(18, (outcomes.map(\.policy.count).max() ?? 0) + 2)
        var lines = [
            "policy".padded(width) + "channel".padded(12) + "frames".leftPadded(8)
                + "of plan".leftPadded(10) + "J/cm²".leftPadded(10) + "of plan".leftPadded(10)
                + "not recorded".leftPadded(14)
        ]
        for outcome in outcomes {
            for (index, channel) in outcome.channels.enumerated() {
                let joules = channel.joulesPerCm2
                let share = joules.flatMap { joules in
                    channel.plannedJoulesPerCm2.map { $0 > 0 ? joules / $0 : 0 }
                }
                lines.append(
                    (index == 0 ? outcome.policy : "").padded(width) + channel.name.padded(12)
                        + "\(channel.taken)".leftPadded(8)
                        + percent(Double(channel.taken) / Double(max(1, channel.planned)))
                        .leftPadded(10)
                        + (joules.map { rounded($0, 1000) } ?? "–").leftPadded(10)
                        + (share.map(percent) ?? "–").leftPadded(10)
                        + "\(channel.unrecorded)".leftPadded(14))
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func percent(_ share: Double) -> String { "\(rounded(100 * share, 100)) %" }
}
