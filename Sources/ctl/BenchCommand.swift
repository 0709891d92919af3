import Acquisition
import Agent
import ArgumentParser
import Dashboard
import Documents
import Foundation
import Models
import Rehearsal
import Synchronization

/// Compares policies on simulated specimens, scenario by scenario.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Compare policies on simulated specimens: what each caught, and at what cost.",
        discussion: """
            SCENARIO is a file, or the name of one in the folder scenarios; without any, all of \
            that folder are run. A scenario holds a question, an experiment, the policies that are \
            to answer it and ranges from which each seed draws the specimen and the rig; \
            docs/bench.md has the format. Runs the whole program in virtual time, every policy on \
            the same specimens, and judges by the truth of the simulation.

            Prints one table a scenario, with intervals of 95 % over specimens; --out writes a \
            page with the answer against the light, --json all figures. The same seeds give the \
            same figures.

            For example
              tarsier bench quiet mitosis-watch --seeds 20 --out bench.html
            """)

    @Argument(help: "Scenarios; by default all in the folder.")
    var scenarios: [String] = []
    @Option(help: "How many specimens of each scenario.")
    var seeds = 20
    @Option(help: "The first specimen's seed.")
    var firstSeed: UInt64 = 1
    @Option(help: "Policies to try, by commas; by default all of a scenario.")
    var policies: String?
    @Option(help: "The folder of scenarios.")
    var folder = "scenarios"
    @Option(help: "Write a page to this file.")
    var out: String?
    @Flag(help: "Measure how long decisions take here; runs come one after another.")
    var latency = false
    @Flag(help: "Print all figures, also of each specimen, as JSON instead of tables.")
    var json = false
    @OptionGroup var networks: NetworkOptions

    func validate() throws {
        guard (1...10_000).contains(seeds) else { throw ValidationError("--seeds is 1 to 10000") }
        guard firstSeed <= UInt64.max - 10_000 else {
            throw ValidationError("--first-seed leaves no numbers after it")
        }
    }

    func run() async throws {
        QuietThreads.ensure()
        try await refusing {
            if let out { try OutputPlace.check(out) }
            let files = try files()
            // All are read before the first one runs.
            let read = try files.map { file in
                let text = try Inputs.text(of: file)
                return (try Scenario(try Document.parse(text, file: file)), file)
            }
            var parts: [BenchReport.Part] = []
            for (scenario, file) in read { parts.append(try part(of: scenario, file)) }
            let report = BenchReport(
                parts: parts, firstSeed: firstSeed, seedCount: seeds, command: command(files))
            if json {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
                Terminal.print(String(decoding: try encoder.encode(report), as: UTF8.self))
            }
            if let out {
                try RealFileSystem().replaceFile(
                    at: out, with: Array(BenchPage.markup(report).utf8))
                if !json { Terminal.print("page: \(out)") }
            }
        }
    }

    private func files() throws -> [String] {
        guard scenarios.isEmpty else {
            return scenarios.map { name in
                name.contains("/") || name.hasSuffix(".yaml") ? name : "\(folder)/\(name).yaml"
            }
        }
        guard try RealFileSystem().kind(at: folder) == .folder else {
            throw BenchFault(
                "\(folder): there is no such folder; name scenarios, or their --folder")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".yaml") }.sorted()
        guard !names.isEmpty else { throw BenchFault("\(folder): there is no scenario in it") }
        return names.map { "\(folder)/\($0)" }
    }

    private func part(of scenario: Scenario, _ file: String) throws -> BenchReport.Part {
        let wanted = policies?.split(separator: ",").map(String.init)
        let contenders = scenario.contenders.filter { wanted?.contains($0.name) ?? true }
        let names = scenario.contenders.map(\.name)
        if let unknown = wanted?.first(where: { !names.contains($0) }) {
            throw BenchFault(
                "\(file): there is no policy \"\(unknown)\"; there are "
                    + names.joined(separator: ", "))
        }
        guard !contenders.isEmpty else { throw BenchFault("--policies names no policy") }
        let shelf = PackageShelf(besideFile: file, shelves: try networks.shelves())
        let seeds = (0..<UInt64(seeds)).map { firstSeed + $0 }
        let work = contenders.flatMap { contender in seeds.map { (contender, $0) } }
        let trials = Mutex([Result<PolicyTrial, any Error>?](repeating: nil, count: work.count))
        // Each trial has a clock and an executor of its own; one thread drives it to its end.
        @Sendable func run(_ place: Int) {
            let (contender, seed) = work[place]
            let trial = Result {
                try scenario.trial(of: contender, seed: seed, shelf: shelf, isTimed: latency)
            }
            let done = trials.withLock { trials in
                trials[place] = trial
                return trials.count { $0 != nil }
            }
            Terminal.tell("\(scenario.name): \(done) of \(work.count) runs")
        }
        if latency {
            for place in work.indices { run(place) }
        } else {
            _ = SideBySide.map(work.count, run)
        }
        let results = try trials.withLock { try $0.compactMap { try $0?.get() } }
        let summaries = try PolicySummary.all(results)
        if !json {
            Terminal.print(BenchTable.text(scenario.name, scenario.answer.title, summaries))
        }
        return BenchReport.Part(
            scenario: scenario.name, question: scenario.question, answer: scenario.answer.title,
            policies: summaries)
    }

    private func command(_ files: [String]) -> String {
        var parts = ["tarsier bench"] + files
        parts += ["--seeds \(seeds)", "--first-seed \(firstSeed)"]
        if latency { parts.append("--latency") }
        if let policies { parts.append("--policies \"\(policies)\"") }
        return parts.joined(separator: " ")
    }
}

/// What keeps a benchmark from running.
struct BenchFault: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
