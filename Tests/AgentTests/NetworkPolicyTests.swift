import Acquisition
import Documents
import Testing

@testable import Agent

@Suite("Policies that use networks")
struct NetworkPolicyTests {
    private func restored(
        event: Int, exposure: Double, peak: Double, noise: Double
    ) -> Observation {
        var observation = Stand.nuclei(event: event, exposure: exposure, signal: nil)
        observation.features.networks = [
            "restore": ["peak_electrons": peak, "noise_electrons": noise]
        ]
        return observation
    }

    @Test("the restored precision comes to its target where the error falls as the root of light")
    func holdsRestored() throws {
        var policy = HoldSNRPolicy(
            HoldSNRSettings(signal: .restored, target: 10, most: 1000))
        _ = policy.begin(Stand.outline())
        var exposure = 0.8

        for event in 0..<20 {
            // 1000 electrons a second; an error of √(100 · seconds).
            let verdict = policy.observe(
                restored(
                    event: event, exposure: exposure, peak: 1000 * exposure,
                    noise: (400 * exposure).squareRoot()))
            for case .exposure(let seconds) in verdict.proposals.map(\.change) {
                #expect(seconds <= exposure * 1.5 + 1e-9)
                #expect(seconds >= exposure / 1.5 - 1e-3)
                exposure = seconds
            }
        }

        let precision = 1000 * exposure / (400 * exposure).squareRoot() - 1
        #expect(abs(precision - 10) < 0.6)
    }

    @Test("a frame that was not restored, or shows nothing for certain, changes nothing")
    func leavesAlone() {
        var policy = HoldSNRPolicy(HoldSNRSettings(signal: .restored, target: 10))
        _ = policy.begin(Stand.outline())

        let skipped = policy.observe(Stand.nuclei(event: 0, exposure: 0.1, signal: nil))
        let dark = policy.observe(restored(event: 1, exposure: 0.1, peak: 3, noise: 2))

        #expect(skipped.proposals.isEmpty)
        #expect(dark.proposals.isEmpty)
    }

    @Test("a network's number switches light on at one threshold and off at a lower one")
    func level() {
        var settings = EventDrivenSettings(confirm: 2, dwell: 100)
        settings.startScore = 10
        settings.stopScore = 8
        var watch = LevelWatch(settings)
        var states: [Bool] = []

        let values: [Double?] = [9, 10, nil, 11, 9, 7, 7, 12, 12]
        for (step, value) in values.enumerated() {
            _ = watch.update(with: value, at: Double(step) * 40)
            states.append(watch.isSpending)
        }

        // A missing number changes nothing, and an event keeps its light for the dwell.
        #expect(states == [false, false, false, true, true, true, false, false, true])
    }

    @Test(
        "a score or a signal that cannot be is refused with its place",
        arguments: [
            ("policy: hold-snr\nsignal: restore", "restored"),
            ("policy: event-driven\nscore: objects", "such as segment.objects"),
            ("policy: event-driven\nscore: segment.objects", "start_score of its own"),
        ])
    func refuses(text: String, part: String) throws {
        let error = #expect(throws: DocumentError.self) {
            try AgentConfiguration(Document.parse(text, file: "plan.yaml"))
        }

        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    }

    @Test("observations of runs without networks are read, and written as before")
    func oldInputs() throws {
        let observation = Stand.phase(minute: 1, [Stand.cell()])

        let text = try RecordedInput.frame(observation).text()

        #expect(!text.contains("networks"))
        #expect(try RecordedInput(text: text) == .frame(observation))
    }
}
