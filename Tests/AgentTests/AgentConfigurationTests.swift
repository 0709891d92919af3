import Documents
import Testing

@testable import Agent

@Suite("Agent section of an experiment")
struct AgentConfigurationTests {
    private func read(_ text: String) throws -> AgentConfiguration {
        try AgentConfiguration(Document.parse(text, file: "plan.yaml"))
    }

    @Test("every setting is read with its unit")
    func reads() throws {
        let configuration = try read(
            """
            policy: event-driven
            watch: phase
            spend: [nuclei]
            start_score: 0.7
            stop_score: 0.3
            wait: 0 s
            dwell: 4 min
            give_up: 1 h
            reach: 10 um
            fade: 60 %
            event_exposure: 50 ms
            reference_every: 30
            envelope: {max_exposure: 200 ms, max_power: 30 mW, dose_per_position: 12 J/cm2}
            shadow: [hold-snr, {policy: hold-snr, target: 12}]
            """)

        guard case .eventDriven(let settings) = configuration.policy else {
            Issue.record("read another policy")
            return
        }
        #expect(settings.startScore == 0.7)
        #expect(settings.wait == 0)
        #expect(settings.dwell == 240)
        #expect(settings.giveUp == 3600)
        #expect(settings.reach == 10)
        #expect(settings.fade == 0.6)
        #expect(settings.eventExposure == 0.05)
        #expect(configuration.envelope.maxExposureSeconds == 0.2)
        #expect(configuration.envelope.dosePerPosition == 12)
        #expect(
            configuration.shadows
                == [.holdSNR(HoldSNRSettings()), .holdSNR(HoldSNRSettings(target: 12))])
    }

    @Test("without a policy it is watch")
    func defaultPolicy() throws {
        #expect(try read("spend: [nuclei]").policy.kind == .watch)
        #expect(try read("{}").policy == .watch(WatchSettings()))
    }

    @Test("watch has the keys about cells and its own")
    func watch() throws {
        let configuration = try read(
            """
            policy: watch
            spend: [nuclei]
            wait: 4 min
            timing: 90 s
            signal: restored
            target: 10
            start_light: 10 %
            audit: 0.2 %
            harm: 3 %
            seed: 9
            """)

        guard case .watch(let settings) = configuration.policy else {
            Issue.record("read another policy")
            return
        }
        #expect(settings.events.spend == ["nuclei"])
        #expect(settings.events.wait == 240)
        #expect(settings.timing == 90)
        #expect(settings.signal == .restored)
        #expect(settings.target == 10)
        #expect(settings.startLight == 0.1)
        #expect(settings.audit == 0.002)
        #expect(settings.harm == 0.03)
        #expect(settings.seed == 9)
    }

    @Test(
        "what is wrong is named with its place",
        arguments: [
            ("policy: bandit\nexposures: [2000 %]", "between 0.1 % and 1000 %"),
            ("policy: bandit\nintervals: [0]", "from 1"),
            ("policy: bandit\nintervals: [1, 2]\npull: 0", "at least 1"),
            ("policy: watch\nscore: segment.objects", "unknown key \"score\""),
            ("policy: watch\ntiming: 2", "unit"),
            ("policy: watch\naudit: 120 %", "between 0 % and 100 %"),
            ("policy: watch\nsignal: restord", "restored"),
            ("policy: watch\nseed: -1", "at least 0"),
            ("policy: event-drivn", "event-driven"),
            ("policy: fixed\nwatch: phase", "unknown key \"watch\""),
            ("policy: event-driven\nstart_scor: 0.6", "start_score"),
            ("policy: event-driven\ndwell: 6", "unit"),
            ("policy: event-driven\ngive_up: -5 min", "more than 0"),
            ("policy: event-driven\nstart_score: 1.5", "between 0 and 1"),
            ("policy: event-driven\nstop_score: 0.7", "below start_score"),
            ("policy: event-driven\nspend: []", "at least one"),
            ("policy: hold-snr\nenvelope: {max_exposure: 20 mW}", "duration"),
            ("policy: hold-snr\nenvelope: {min_power: 3 mW, max_power: 2 mW}", "below min_power"),
            ("policy: hold-snr\nshadow: [guess]", "guess"),
        ])
    func refuses(text: String, hint: String) throws {
        let error = #expect(throws: DocumentError.self) { _ = try read(text) }

        #expect(error?.description.hasPrefix("plan.yaml:") == true)
        #expect(error?.message.contains(hint) == true, "\(error?.message ?? "")")
    }

    @Test("channels and positions that the plan lacks are told before the run")
    func problems() throws {
        let configuration = try read(
            """
            policy: event-driven
            watch: nuclei
            spend: [membranes]
            envelope: {positions: [P9]}
            """)

        let problems = configuration.problems(in: Stand.outline())

        #expect(problems.count == 3)
        #expect(problems.contains { $0.contains("\"nuclei\" is not transmitted light") })
        #expect(try read("policy: fixed").problems(in: Stand.outline()).isEmpty)
    }
}
