import Acquisition
import Documents
import Foundation
import Testing

@testable import Agent

@Suite("Learned policy")
struct LearnedPolicyTests {
    @Test("the network is two layers with biases, by hand")
    func network() throws {
        var weights = [Double](repeating: 0, count: DecisionNetwork.weightCount)
        // Hidden 0: 0.5 of input 1 and a bias of 0.2; output 0: 2 of hidden 0 less 1.
        weights[1] = 0.5
        weights[7] = 0.2
        weights[48] = 2
        weights[54] = -1
        // Output 1: its bias alone.
        weights[61] = 0.3
        let network = try #require(DecisionNetwork(weights: weights))

        let outputs = network([9, 0.6, .nan, .infinity, -.infinity, 0, 0])

        #expect(weights.count == 62)
        #expect(abs(outputs[0] - (2 * tanh(0.5) - 1)) < 1e-12)
        #expect(outputs[1] == 0.3)
        #expect(DecisionNetwork(weights: [1]) == nil)
        #expect(DecisionNetwork(weights: weights.map { _ in .nan }) == nil)
    }

    @Test("the search finds the top of a hill, the same one for the same seed")
    func search() {
        func found(_ seed: UInt64) -> [Double] {
            var search = CrossEntropySearch(
                start: [0, 0, 0, 0], deviation: 1, generations: 40, seed: seed)
            for _ in 0..<40 {
                let drawn = search.draw(40)
                search.learn(
                    drawn,
                    rewards: drawn.map { point in
                        -zip(point, [2.0, -1, 0.5, 3]).reduce(0) {
                            $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
                        }
                    })
            }
            return search.mean
        }
        let top = found(4)

        #expect(zip(top, [2.0, -1, 0.5, 3]).allSatisfy { abs($0 - $1) < 0.1 }, "\(top)")
        #expect(top == found(4))
        #expect(top != found(5))
    }

    @Test("looks where a division is likely and not where nothing is")
    func looks() throws {
        let settings = LearnedSettings(
            events: EventDrivenSettings(wait: 0), network: .byWorth)
        var quiet = try Bench(LearnedPolicy(settings))
        var busy = try Bench(LearnedPolicy(settings))
        for minute in stride(from: 0.0, to: 40, by: 2) {
            try quiet.show(Stand.phase(minute: minute, []))
            try busy.show(Stand.phase(minute: minute, [Stand.cell()]))
        }

        #expect(quiet.litMinutes.isEmpty)
        #expect((busy.litMinutes[0] ?? []).count > 10)
    }

    @Test("a file is read back, and what is none is refused with its place")
    func file() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "learned-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = LearnedPolicyFile(
            weights: DecisionNetwork.byWorth.weights, scenarios: ["quiet"], seed: 3, rewards: [0.5])
        try file.json().write(to: folder.appending(path: "good.json"))
        try Data("{}".utf8).write(to: folder.appending(path: "bad.json"))
        func read(_ text: String) throws -> PolicySettings {
            try AgentConfiguration(
                Document.parse(text, file: folder.appending(path: "plan.yaml").path)
            ).policy
        }

        var expected = LearnedSettings(
            events: EventDrivenSettings(spend: ["nuclei"]), network: .byWorth)
        let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "good.json")))
        expected.kept = KeptPolicyFile(name: "good.json", bytes: bytes)
        let text = "{policy: learned, weights: good.json, spend: [nuclei]}"
        #expect(try read(text) == .learned(expected))
        // A run's folder has the copy alone.
        let copy = folder.appending(path: try #require(expected.kept).path)
        try FileManager.default.createDirectory(
            at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.moveItem(at: folder.appending(path: "good.json"), to: copy)
        #expect(try read(text) == .learned(expected))
        for (text, hint) in [
            ("{policy: learned, weights: bad.json}", "no policy that tarsier train-policy wrote"),
            ("{policy: learned, weights: none.json}", "there is no such file"),
            ("{policy: learned}", "weights"), ("learned", "weights"),
        ] {
            let error = #expect(throws: DocumentError.self) { try read(text) }
            #expect(
                error.map { "\($0)".contains(hint) } == true,
                "\(text): \(String(describing: error))")
        }
    }
}
