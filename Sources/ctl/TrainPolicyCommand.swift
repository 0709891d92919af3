import Acquisition
import Agent
import ArgumentParser
import Documents
import Foundation
import Models
import Rehearsal
import Synchronization

/// Trains the policy `learned` in the simulator.
struct TrainPolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train-policy",
        abstract: "Train the policy learned on simulated specimens.",
        discussion: """
            Searches the weights of a small network by the cross-entropy method: each generation \
            draws some, lets every one of them run the whole program on simulated specimens, and \
            goes on from the best. Specimens are drawn anew in each generation, from seeds that \
            tarsier bench does not use by default. The reward is the share of divisions caught, \
            less 0.05 for each doubling of the light from a thousandth of the plan's on, less 0.02 \
            for each cell harmed a specimen. The same seed gives the same file.

            Use it as agent: {policy: learned, weights: FILE}.

            For example
              tarsier train-policy --out learned.json --scenarios mitosis-watch quiet
            """)

    @Option(help: "The file to write.")
    var out: String
    @Option(parsing: .upToNextOption, help: "Scenarios that ask for divisions.")
    var scenarios = ["mitosis-watch"]
    @Option(help: "The folder of scenarios.")
    var folder = "scenarios"
    @Option(help: "Generations to draw.")
    var generations = 12
    @Option(help: "Networks in each.")
    var population = 24
    @Option(help: "Specimens of each scenario that every network meets in a generation.")
    var specimens = 3
    @Option(help: "Of all chance.")
    var seed: UInt64 = 1
    @Option(help: "Go on from the weights of this file.")
    var from: String?

    func validate() throws {
        guard (1...1000).contains(generations), (4...1000).contains(population),
            (1...1000).contains(specimens)
        else {
            throw ValidationError(
                "--generations and --specimens are 1 to 1000, --population is 4 to 1000")
        }
    }

    func run() async throws {
        QuietThreads.ensure()
        try await refusing {
            let read = try scenarios.map { name -> Scenario in
                let file =
                    name.contains("/") || name.hasSuffix(".yaml") ? name : "\(folder)/\(name).yaml"
                let scenario = try Scenario(
                    try Document.parse(try Inputs.text(of: file), file: file))
                guard scenario.answer == .divisions else {
                    throw BenchFault("\(file): learned answers divisions, not tracks")
                }
                return scenario
            }
            let planned = try read.map { try $0.plannedFluorescence() }
            var search = CrossEntropySearch(
                start: try start(), deviation: 0.5, generations: generations, seed: seed)
            var rewards: [Double] = []
            let began = ContinuousClock.now
            for generation in 0..<generations {
                let drawn = search.draw(population)
                let found = try Self.rewards(
                    of: drawn, read, planned, seeds: seeds(of: generation))
                search.learn(drawn, rewards: found)
                rewards.append(found.max() ?? 0)
                let share = Double(generation + 1) / Double(generations)
                let left = (ContinuousClock.now - began).inSeconds * (1 - share) / share
                Terminal.tell(
                    "generation \(generation + 1) of \(generations): best \(rounded(rewards[generation], 1000)), "
                        + "middle \(rounded(found[0], 1000)), \(Int(left.rounded())) s left")
                try write(search.mean, rewards)
            }
            Terminal.print("policy: \(out)")
        }
    }

    private func seeds(of generation: Int) -> [UInt64] {
        (0..<specimens).map { 1_000_000 &* seed &+ UInt64(generation * specimens + $0) }
    }

    private func start() throws -> [Double] {
        guard let from else { return DecisionNetwork.byWorth.weights }
        let document = try Document.parse("weights: \(from)", file: "--from")
        return try LearnedSettings(weights: document).network.weights
    }

    private func write(_ weights: [Double], _ rewards: [Double]) throws {
        let file = LearnedPolicyFile(
            weights: weights, scenarios: scenarios, seed: seed, rewards: rewards)
        try RealFileSystem().replaceFile(at: out, with: Array(try file.json()))
    }

    /// The reward of each network, over all scenarios and specimens.
    private static func rewards(
        of drawn: [[Double]], _ scenarios: [Scenario], _ planned: [Double], seeds: [UInt64]
    ) throws -> [Double] {
        let work = drawn.indices.flatMap { network in
            scenarios.indices.flatMap { scenario in seeds.map { (network, scenario, $0) } }
        }
        let trials = Mutex([Result<PolicyTrial, any Error>?](repeating: nil, count: work.count))
        _ = SideBySide.map(work.count) { place in
            let (network, scenario, seed) = work[place]
            let trial = Result {
                try scenarios[scenario].trial(
                    "learned", seed: seed,
                    deciding: LearnedSettings(network: try decision(drawn[network])))
            }
            trials.withLock { $0[place] = trial }
        }
        let results = try trials.withLock { try $0.compactMap { try $0?.get() } }
        return drawn.indices.map { network in
            let own = zip(work, results).filter { $0.0.0 == network }
            let happened = own.reduce(0) { $0 + $1.1.happened }
            let caught = own.reduce(0) { $0 + $1.1.caught }
            let light =
                own.reduce(0) { $0 + $1.1.fluorescence / planned[$1.0.1] } / Double(own.count)
            let harmed = own.reduce(0) { $0 + $1.1.harmed }
            return Double(caught) / Double(max(1, happened)) - 0.05 * log2(1 + 1000 * light)
                - 0.02 * Double(harmed) / Double(own.count)
        }
    }

    private static func decision(_ weights: [Double]) throws -> DecisionNetwork {
        guard let network = DecisionNetwork(weights: weights) else {
            throw BenchFault("the search lost its way: a weight is no number")
        }
        return network
    }
}
