import Acquisition
import Models
import Testing

@testable import Agent

/// A policy that misbehaves on request.
private struct WaywardPolicy: Policy {
    struct Failure: Error {}

    let name = "wayward"
    var throwsOnBegin = false
    var answer: [Proposal]?

    func begin(_ outline: RunOutline) throws -> Verdict {
        if throwsOnBegin { throw Failure() }
        return Verdict("begun")
    }

    func observe(_ observation: Observation) throws -> Verdict {
        guard let answer else { throw Failure() }
        return Verdict("as asked", proposals: answer, features: ["nonsense": .nan])
    }
}

@Suite("Agent loop")
struct AgentLoopTests {
    private func loop() -> AgentLoop {
        AgentLoop(
            AgentConfiguration(
                policy: .eventDriven(EventDrivenSettings(wait: 0)),
                shadows: [.holdSNR(HoldSNRSettings()), .fixed],
                envelope: EnvelopeSettings(maxExposureSeconds: 0.2)))
    }

    private func observations(seed: UInt64, count: Int) -> [Observation] {
        var random = TestGenerator(seed: seed)
        return (0..<count).map { step in
            let position = step % 2
            let minute = Double(step / 2) * 2
            let cells = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                Stand.cell(
                    x: Double.random(in: 60...90, using: &random),
                    y: Double.random(in: 60...90, using: &random),
                    score: Double.random(in: 0...1, using: &random),
                    contrast: Double.random(in: 0.1...0.4, using: &random),
                    split: Double.random(in: 0...1, using: &random))
            }
            var observation = Stand.phase(minute: minute, position: position, cells)
            observation.event = step
            if step % 5 == 4 {
                let signal = SignalFeatures(
                    peakElectrons: 50, backgroundElectrons: 9, noiseElectrons: 8,
                    peakSNR: Double.random(in: 1...20, using: &random))
                observation = Stand.nuclei(
                    event: step, position: position, exposure: 0.1, signal: signal)
            }
            return observation
        }
    }

    @Test("equal frames give equal decisions, to the letter")
    func deterministic() async {
        let first = loop()
        let second = loop()
        #expect(await first.begin(Stand.outline()) == second.begin(Stand.outline()))

        for observation in observations(seed: 3, count: 400) {
            #expect(await first.decide(on: observation) == second.decide(on: observation))
        }
    }

    @Test("restoring from the journal leaves the policies where they stood", arguments: 1...8)
    func restores(cut: Int) async {
        let whole = loop()
        _ = await whole.begin(Stand.outline())
        var inputs: [String] = []
        let all = observations(seed: UInt64(cut), count: 300)
        for observation in all.prefix(cut * 30) {
            inputs += await whole.decide(on: observation).map(\.inputs)
        }

        let resumed = loop()
        _ = await resumed.begin(Stand.outline())
        for input in inputs { #expect(await resumed.restore(inputs: input)) }

        for observation in all.dropFirst(cut * 30) {
            #expect(await whole.decide(on: observation) == resumed.decide(on: observation))
        }
    }

    @Test("inputs that cannot be read are told, not guessed at")
    func unreadable() async {
        let loop = loop()
        _ = await loop.begin(Stand.outline())

        for text in ["", "{}", "[1,2", "{\"kind\":\"future\"}"] {
            #expect(await !loop.restore(inputs: text))
        }
    }

    @Test("shadows decide and are recorded as shadows, the acting policy is not")
    func shadows() async throws {
        let loop = loop()

        let decisions = await loop.begin(Stand.outline())

        #expect(decisions.map(\.policy) == ["event-driven", "hold-snr", "fixed"])
        #expect(decisions.map(\.isShadow) == [false, true, true])
        #expect(decisions.map(\.basedOnEvent) == [-1, -1, -1])
    }

    @Test("a policy that throws changes nothing and the run goes on")
    func throwing() async {
        let loop = AgentLoop(policy: WaywardPolicy(throwsOnBegin: true), envelope: .init())

        let begun = await loop.begin(Stand.outline())
        let decided = await loop.decide(on: Stand.phase(minute: 0, []))

        #expect(begun.first?.applied == [])
        #expect(begun.first?.reason.contains("failed") == true)
        #expect(decided.first?.applied == [])
    }

    @Test("a policy that floods or asks for nonsense is refused and described")
    func nonsense() async throws {
        let answer = (0..<1000).map {
            Proposal(position: $0, channel: "x", change: .power(milliwatts: .infinity))
        }
        let loop = AgentLoop(policy: WaywardPolicy(answer: answer), envelope: .init())
        _ = await loop.begin(Stand.outline())

        let decision = try #require(await loop.decide(on: Stand.phase(minute: 0, [])).first)

        #expect(decision.applied.isEmpty)
        #expect(decision.refusals.count == 29)
        #expect(decision.features["nonsense"] == nil)
    }

    @Test("recorded inputs read back as they were, also with numbers that are none")
    func inputs() throws {
        var observation = Stand.phase(minute: 3, [Stand.cell(score: .nan), Stand.cell()])
        observation.standing = RunStanding(
            joulesAtPosition: nil, joulesInRun: 0.1 + 0.2, firstOpenEvent: 9)

        let text = try RecordedInput.frame(observation).text()
        let again = try RecordedInput(text: text)

        #expect(try again.text() == text)
        #expect(text.contains("\"score\":\"nan\""))
        #expect(text.contains("0.30000000000000004"))
    }

    @Test("a fluorescence frame is measured and a phase frame is searched")
    func features() async throws {
        let loop = loop()
        _ = await loop.begin(Stand.outline())
        var pixels = [UInt16](repeating: 120, count: 128 * 128)
        for row in 40..<72 { for column in 40..<72 { pixels[row * 128 + column] = 520 } }
        let standing = RunStanding(joulesAtPosition: 0, joulesInRun: 0, firstOpenEvent: 0)

        let nuclei = await loop.decide(
            on: Stand.frame(
                event: 0, channel: "nuclei", isTransmitted: false, pixels: pixels, width: 128,
                height: 128), standing: standing)
        let phase = await loop.decide(
            on: Stand.frame(
                event: 1, channel: "phase", isTransmitted: true, pixels: pixels, width: 128,
                height: 128), standing: standing)

        // 400 grey above the background at 0.5 e⁻ each, over √(200 + 10 + 1).
        #expect(nuclei[0].features["peak_electrons"] == 200)
        #expect(abs((nuclei[0].features["peak_snr"] ?? 0) - 200 / 211.0.squareRoot()) < 0.01)
        #expect(phase[0].features["activity"] != nil)
    }
}
