import Acquisition
import Testing

@testable import Agent

@Suite("Envelope")
struct EnvelopeTests {
    private let settings = EnvelopeSettings(
        minExposureSeconds: 0.01, maxExposureSeconds: 0.2, maxPowerMilliwatts: 40, maxStep: 2,
        minSecondsBetweenChanges: 60, dosePerPosition: 10, maxFocusMicrometers: 5)

    private func envelope(_ settings: EnvelopeSettings? = nil) -> Envelope {
        Envelope(settings ?? self.settings, outline: Stand.outline())
    }

    private func exposure(_ seconds: Double, position: Int = 0) -> Proposal {
        Proposal(position: position, channel: "nuclei", change: .exposure(seconds: seconds))
    }

    @Test("of 100 000 wayward proposals nothing outside the limits is let through")
    func property() {
        var random = TestGenerator(seed: 7)
        var envelope = envelope()
        var inForce: [Int: [Bool: Double]] = [:]
        var last: [Proposal: Double] = [:]
        var accepted = 0

        for round in 0..<100_000 {
            let seconds = Double(round) * 3
            let proposal = Self.wayward(&random)
            let judgement = envelope.judge([proposal], at: seconds)
            guard judgement.applied == [proposal] else {
                #expect(judgement.applied.isEmpty && judgement.refusals.count == 1)
                continue
            }
            accepted += 1
            #expect((0..<2).contains(proposal.position))
            let isFocus = if case .focus = proposal.change { true } else { false }
            #expect(proposal.channel == "nuclei" || (isFocus && proposal.channel == "phase"))
            switch proposal.change {
            case .take, .stop: break
            case .exposure(let value):
                #expect(value >= 0.01 && value <= 0.2)
                let before = inForce[proposal.position]?[true] ?? 0.1
                #expect(value / before < 2.01 && before / value < 2.01)
                inForce[proposal.position, default: [:]][true] = value
            case .power(let value):
                #expect(value > 0 && value <= 40)
                let before = inForce[proposal.position]?[false] ?? 20
                #expect(value / before < 2.01 && before / value < 2.01)
                inForce[proposal.position, default: [:]][false] = value
            case .every(let count): #expect((1...100).contains(count))
            case .planes(let planes): #expect(planes == nil || planes == [0])
            case .focus(let offset): #expect(abs(offset) <= 5)
            case .virtual: Issue.record("no network has predicted anything")
            }
            last[proposal] = seconds
        }

        #expect(accepted > 1000, "it must not refuse everything either")
    }

    private static func wayward(_ random: inout TestGenerator) -> Proposal {
        let odd: [Double] = [
            .nan, .infinity, -.infinity, -0.1, 0, -0.0, .leastNonzeroMagnitude, 1e308, 0.2000001,
        ]
        let values =
            odd + (0..<12).map { _ in Double.random(in: 0.001...60, using: &random) }
            + (0..<12).map { _ in Double.random(in: 0.005...0.25, using: &random) }
        let value = values.randomElement(using: &random) ?? 0
        let count = [1, 2, 100, 101, 0, -1, .max, .min].randomElement(using: &random) ?? 0
        let changes: [Proposal.Change] = [
            .take(true), .take(false), .exposure(seconds: value), .power(milliwatts: value),
            .focus(offsetMicrometers: value * 20), .every(count), .planes([count]), .planes([]),
            .planes(count < 0 ? nil : [0]), .virtual(network: "label"),
        ]
        let positions = [0, 1, 0, 1, 0, 1, 2, -1, Int.max, Int.min]
        let channels = ["nuclei", "nuclei", "nuclei", "phase", "", "nuclei "]
        return Proposal(
            position: positions.randomElement(using: &random) ?? 0,
            channel: channels.randomElement(using: &random) ?? "",
            change: changes.randomElement(using: &random) ?? .take(false))
    }

    @Test("values are refused with a reason, never made to fit", arguments: [.nan, 0.3, -1, 0])
    func neverClamps(value: Double) {
        var envelope = envelope()

        let judgement = envelope.judge([exposure(value)], at: 0)

        #expect(judgement.applied.isEmpty)
        #expect(judgement.refusals.first?.contains("allowed is 10 to 200 ms") == true)
    }

    @Test("switching light off passes at once, whatever the rate and the dose")
    func offAlwaysPasses() {
        var envelope = envelope()
        envelope.note(standing(99), at: 0, seconds: 0)
        let off = Proposal(position: 0, channel: "nuclei", change: .take(false))

        for second in 0..<5 {
            #expect(envelope.judge([off], at: Double(second)).applied == [off])
        }
    }

    @Test("a position that has had its dose gets no more light and no brighter light")
    func dose() {
        var envelope = envelope()
        envelope.note(standing(10), at: 0, seconds: 0)
        let on = Proposal(position: 0, channel: "nuclei", change: .take(true))
        let elsewhere = Proposal(position: 1, channel: "nuclei", change: .take(true))

        let judgement = envelope.judge([on, exposure(0.15), exposure(0.08), elsewhere], at: 0)

        #expect(judgement.applied == [exposure(0.08), elsewhere])
        #expect(judgement.refusals.first == "P0, nuclei on: the position has had 10 of 10 J/cm²")
    }

    private func standing(_ joules: Double, run: Double? = nil) -> RunStanding {
        RunStanding(joulesAtPosition: joules, joulesInRun: run ?? joules, firstOpenEvent: 0)
    }

    @Test("a position that has had its dose goes dark, whatever the policy does")
    func goesDark() {
        var envelope = envelope()
        let off = Proposal(position: 0, channel: "nuclei", change: .take(false))
        envelope.note(standing(9.9), at: 0, seconds: 0)
        #expect(envelope.enforce(at: 0) == Envelope.Judgement())

        envelope.note(standing(10), at: 0, seconds: 10)
        let judgement = envelope.enforce(at: 0)
        #expect(judgement.applied == [off])
        #expect(judgement.refusals == ["P0, nuclei off: the position has had 10 of 10 J/cm²"])
        #expect(envelope.enforce(at: 0).applied.isEmpty, "once is enough")
        #expect(envelope.enforce(at: 1).applied.isEmpty, "the other position has not")
    }

    @Test("light per hour holds back, and lets go when the hour has passed")
    func doseRate() {
        var envelope = envelope(EnvelopeSettings(dosePerHour: 2))
        let on = Proposal(position: 0, channel: "nuclei", change: .take(true))
        for minute in stride(from: 0.0, through: 30, by: 10) {
            envelope.note(standing(minute / 15), at: 0, seconds: minute * 60)
            let isOver = minute == 30
            #expect(envelope.enforce(at: 0).applied.isEmpty != isOver, "\(minute)")
        }
        #expect(envelope.judge([on], at: 1801).applied.isEmpty)

        // An hour later nothing was added.
        envelope.note(standing(2), at: 0, seconds: 5400)
        #expect(envelope.enforce(at: 0).applied == [on], "it gives back what it took")
        #expect(envelope.enforce(at: 0).applied.isEmpty)
    }

    @Test("what the policy itself switched off stays off")
    func keepsOff() {
        var envelope = envelope(EnvelopeSettings(dosePerHour: 2))
        let off = Proposal(position: 0, channel: "nuclei", change: .take(false))
        envelope.note(standing(3), at: 0, seconds: 100)
        #expect(envelope.enforce(at: 0).applied == [off])
        #expect(envelope.judge([off], at: 101).applied == [off])

        envelope.note(standing(3), at: 0, seconds: 8000)
        #expect(envelope.enforce(at: 0).applied.isEmpty)
    }

    @Test("the run's light counts all positions")
    func doseOfRun() {
        var envelope = envelope(EnvelopeSettings(dosePerRun: 5))
        envelope.note(standing(1, run: 5), at: 1, seconds: 0)

        #expect(envelope.enforce(at: 0).applied.count == 1)
        #expect(envelope.enforce(at: 1).applied.count == 1)
    }

    @Test("a late decision may take light away, not add any")
    func deadline() {
        var envelope = envelope(EnvelopeSettings(deadlineSeconds: 2))
        let on = Proposal(position: 1, channel: "nuclei", change: .take(true))

        let judgement = envelope.judge(
            [exposure(0.15), exposure(0.08, position: 1)], at: 0, age: 3)
        #expect(judgement.applied == [exposure(0.08, position: 1)])
        #expect(judgement.refusals.first?.contains("3 s after the frame") == true)
        #expect(envelope.judge([on], at: 1, age: 1.9).applied == [on])
    }

    @Test("the same setting changes no more often than allowed")
    func rate() {
        var envelope = envelope()

        #expect(envelope.judge([exposure(0.12)], at: 0).applied.count == 1)
        #expect(envelope.judge([exposure(0.13)], at: 59).applied.isEmpty)
        #expect(envelope.judge([exposure(0.13)], at: 60).applied.count == 1)
    }

    @Test("the transmitted lamp and channels not named cannot be changed")
    func region() {
        var envelope = envelope(EnvelopeSettings(positions: ["P1"]))
        let lamp = Proposal(position: 1, channel: "phase", change: .take(false))

        let judgement = envelope.judge([lamp, exposure(0.1), exposure(0.1, position: 1)], at: 0)

        #expect(judgement.applied == [exposure(0.1, position: 1)])
    }

    @Test("of transmitted light exposures may be shortened, where nothing speaks against it")
    func shorterLook() {
        let half = change(.exposure(seconds: 0.005), of: "phase")
        let longer = change(.exposure(seconds: 0.011), of: "phase")
        let planned = change(.exposure(seconds: 0.01), of: "phase")
        let dimmer = change(.power(milliwatts: 0.1), of: "phase")
        var free = envelope(EnvelopeSettings())
        var elsewhere = envelope(EnvelopeSettings(positions: ["P1"]))
        var named = envelope(EnvelopeSettings(channels: ["nuclei"]))
        var dosed = envelope(EnvelopeSettings(dosePerPosition: 1))
        dosed.note(
            RunStanding(joulesAtPosition: 2, joulesInRun: 2, firstOpenEvent: 0), at: 0, seconds: 0)

        #expect(free.judge([longer], at: 0).applied.isEmpty)
        #expect(free.judge([dimmer], at: 0).applied.isEmpty)
        #expect(free.judge([half], at: 0).applied == [half])
        #expect(free.judge([planned], at: 1).applied == [planned])
        #expect(elsewhere.judge([half], at: 0).applied.isEmpty)
        #expect(named.judge([half], at: 0).applied.isEmpty)
        #expect(dosed.judge([half], at: 0).applied == [half])
        // What the agent may only shorten is not switched off with the rest.
        #expect(dosed.enforce(at: 0).applied.map(\.channel) == ["nuclei"])
    }

    private func change(_ change: Proposal.Change, of channel: String = "nuclei") -> Proposal {
        Proposal(position: 0, channel: channel, change: change)
    }

    @Test("the focus may be moved only where the envelope says how far, whatever the light")
    func focus() {
        var still = envelope(EnvelopeSettings())
        var free = envelope(EnvelopeSettings(maxFocusMicrometers: 5))
        let up = change(.focus(offsetMicrometers: 4.9), of: "phase")

        #expect(
            still.judge([up], at: 0).refusals == [
                "P0, phase focus +4.9 µm: the agent may not move the focus (envelope: max_focus)"
            ])
        #expect(free.judge([up], at: 0).applied == [up])
        for offset in [5.1, -5.1, .nan, .infinity] {
            let judgement = free.judge([change(.focus(offsetMicrometers: offset))], at: 1)
            #expect(judgement.refusals.first?.contains("up to 5 µm from the planned") == true)
        }
    }

    @Test("nothing is said any more of a channel that was stopped")
    func stopped() {
        var envelope = envelope(EnvelopeSettings())
        #expect(envelope.judge([change(.stop)], at: 0).applied == [change(.stop)])

        let later = envelope.judge([change(.take(true)), exposure(0.12)], at: 1)
        #expect(later.applied.isEmpty)
        #expect(later.refusals.allSatisfy { $0.hasSuffix("the channel was stopped here for good") })
        #expect(envelope.judge([exposure(0.12, position: 1)], at: 1).applied.count == 1)
    }

    @Test("a prediction stands in only where there is one")
    func standIn() {
        var envelope = envelope(EnvelopeSettings())
        let virtual = change(.virtual(network: "label"))

        #expect(
            envelope.judge([virtual], at: 0).refusals == [
                "P0, nuclei off, as label predicts it: label has predicted nothing of this frame"
            ])
        #expect(envelope.judge([virtual], at: 0, networks: ["label"]).applied == [virtual])
    }

    @Test("more time points or planes are more light, and fewer are not")
    func moreFrames() {
        var envelope = Envelope(
            EnvelopeSettings(dosePerPosition: 10),
            outline: Stand.outline(planes: 3))
        let fewer = envelope.judge([change(.every(4)), change(.planes([1]))], at: 0)
        #expect(fewer.applied.count == 2)
        envelope.note(standing(10), at: 0, seconds: 0)

        #expect(envelope.judge([change(.every(8))], at: 1).applied.count == 1)
        #expect(envelope.judge([change(.every(2)), change(.planes(nil))], at: 2).applied.isEmpty)
        #expect(envelope.judge([change(.planes([0, 1]))], at: 3).applied.isEmpty)
        #expect(
            envelope.judge([change(.planes([3]))], at: 4).refusals.first?.contains("0 to 2") == true
        )
    }

    @Test("a thousand proposals at once are cut short in one sentence")
    func flood() {
        var envelope = envelope(EnvelopeSettings())
        let proposals = (0..<1000).map { exposure(0.1 + Double($0) * 1e-6) }

        let judgement = envelope.judge(proposals, at: 0)

        #expect(judgement.applied.count == 1)
        #expect(judgement.refusals.count <= 29)
        #expect(judgement.refusals.last?.contains("further proposals") == true)
    }
}
