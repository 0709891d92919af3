import Models
import Testing

@testable import Dashboard

@Suite("Verdict on a training")
struct TrainingVerdictTests {
    private func verdict(
        _ value: Double, low: Double? = nil, high: Double? = nil, isLowerBetter: Bool = false,
        peers: [Double] = [27.5, 22]
    ) -> TrainingVerdict {
        var report = TrainingSample.report()
        report.probes = []
        report.record.figures = [
            .init(
                name: "PSNR (dB)", value: value, low: low, high: high,
                isLowerBetter: isLowerBetter,
                peers: zip(["median filter", "raw frame"], peers).map { .init(name: $0, value: $1) }
            )
        ]
        return TrainingVerdict(report)
    }

    @Test("good is only what is better than all rivals with its whole interval")
    func better() {
        #expect(verdict(31, low: 30, high: 32).badge.tone == .good)
        #expect(
            verdict(28, low: 27, high: 29).badge.text == "not clearly better than median filter")
        #expect(verdict(28, low: 27, high: 29).badge.tone == .warning)
        #expect(verdict(27).badge == .init("no better than median filter", .bad))
        #expect(verdict(27.5).badge.tone == .bad)
        #expect(verdict(31, peers: [27]).badge.text == "better than median filter")
        #expect(verdict(31, peers: []).badge == .init("measured alone", .plain))
        #expect(verdict(.nan).badge == .init("not measured", .warning))
    }

    @Test("errors are better when smaller")
    func lower() {
        let rivals = [0.05, 0.08]

        #expect(
            verdict(0.03, low: 0.02, high: 0.04, isLowerBetter: true, peers: rivals).badge.tone
                == .good)
        #expect(
            verdict(0.04, low: 0.03, high: 0.06, isLowerBetter: true, peers: rivals).badge.text
                == "not clearly better than median filter")
        #expect(verdict(0.06, isLowerBetter: true, peers: rivals).badge.tone == .bad)
    }

    @Test("without anything held out, nothing is good")
    func nothingHeldOut() {
        var report = TrainingSample.report()
        report.record.shares.removeLast()

        let verdict = TrainingVerdict(report)

        #expect(verdict.badge == .init("nothing held out", .warning))
        #expect(verdict.doubts.contains { $0.hasPrefix("Nothing was held out") })
    }

    @Test("a shortcut within the network's interval is a reason not to trust it")
    func shortcut() {
        var report = TrainingSample.report()
        report.probes[0].peers[0].value = 0.951

        let verdict = TrainingVerdict(report)

        #expect(verdict.badge.tone == .bad)
        #expect(
            verdict.doubts.first
                == "brightness alone reaches balanced accuracy 0.951, the network 0.962: it may "
                + "know no more than that.")
    }

    @Test("classes with few cells to learn from are named")
    func rareClasses() {
        var report = TrainingSample.report()
        report.record.network = NetworkKind.state.rawValue

        #expect(
            TrainingVerdict(report).doubts == ["Only 11 cells of class dead to learn from."])
    }

    @Test("and only where classes are what is learnt")
    func imagesHaveNoClasses() {
        var report = TrainingSample.report()
        report.record.network = NetworkKind.restore.rawValue

        #expect(TrainingVerdict(report).doubts.isEmpty)
    }
}
