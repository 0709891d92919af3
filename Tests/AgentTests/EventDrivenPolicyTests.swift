import Acquisition
import Models
import Testing

@testable import Agent

@Suite("Event-driven policy")
struct EventDrivenPolicyTests {
    /// A cell that rounds up at minute 10, splits at 34 and is two daughters until 60.
    private func division(
        at minute: Double, x: Double = 80, y: Double = 80
    ) -> [RoundedCell] {
        switch minute {
        case ..<10: []
        case ..<34: [Stand.cell(x: x, y: y)]
        case ..<40: [Stand.cell(x: x, y: y, score: 0.3, contrast: 0.3, split: 0.9)]
        case ..<60:
            [
                Stand.cell(x: x - 8, y: y, score: 0.8, contrast: 0.24),
                Stand.cell(x: x + 8, y: y, score: 0.8, contrast: 0.24),
            ]
        default: []
        }
    }

    private func settings() -> EventDrivenSettings { EventDrivenSettings(wait: 0) }

    @Test("everything is dark from the first event on until something happens")
    func startsDark() throws {
        var policy = EventDrivenPolicy(settings())

        let verdict = policy.begin(Stand.outline(positions: 3))

        #expect(verdict.proposals.count == 3)
        #expect(verdict.proposals.allSatisfy { $0.change == .take(false) })
        #expect(verdict.proposals.allSatisfy { $0.channel == "nuclei" })
    }

    @Test("a division gets light from its rounding to its end, and none before or after")
    func followsDivision() throws {
        var bench = try Bench(EventDrivenPolicy(settings()))

        for minute in stride(from: 0.0, to: 120, by: 2) {
            try bench.show(Stand.phase(minute: minute, division(at: minute)))
        }

        let lit = try #require(bench.litMinutes[0])
        #expect(lit.first == 12, "two frames confirm it")
        #expect(lit.last.map { $0 >= 36 && $0 <= 44 } == true)
        #expect(lit.count >= 12)
        #expect(bench.litMinutes[1] == nil)
    }

    @Test("light waits for the time that chromosomes need to line up")
    func waits() throws {
        var settings = settings()
        settings.wait = 600
        var bench = try Bench(EventDrivenPolicy(settings))

        for minute in stride(from: 0.0, to: 120, by: 2) {
            try bench.show(Stand.phase(minute: minute, division(at: minute)))
        }

        #expect(bench.litMinutes[0]?.first == 22)
    }

    @Test("a score between the thresholds starts nothing and ends nothing")
    func hysteresis() throws {
        var bench = try Bench(EventDrivenPolicy(settings()))

        for minute in stride(from: 0.0, to: 20, by: 2) {
            try bench.show(Stand.phase(minute: minute, [Stand.cell(score: 0.5)]))
        }
        #expect(bench.isTaking[0] == false)
        for minute in stride(from: 20.0, to: 24, by: 2) {
            try bench.show(Stand.phase(minute: minute, [Stand.cell(score: 0.7)]))
        }
        #expect(bench.isTaking[0] == true)
        for minute in stride(from: 24.0, to: 40, by: 2) {
            try bench.show(Stand.phase(minute: minute, [Stand.cell(score: 0.5)]))
        }
        #expect(bench.isTaking[0] == true)
    }

    @Test("an event keeps its light for the dwell, even when the cell is lost at once")
    func dwell() throws {
        var settings = settings()
        settings.dwell = 1200
        var bench = try Bench(EventDrivenPolicy(settings))

        for minute in stride(from: 0.0, to: 40, by: 2) {
            let cells = minute < 4 ? [Stand.cell()] : []
            try bench.show(Stand.phase(minute: minute, cells))
        }

        let lit = try #require(bench.litMinutes[0])
        #expect(lit.first == 2)
        #expect(lit.last == 20)
    }

    @Test("a cell that is not seen in one frame is still the same event")
    func gap() throws {
        var bench = try Bench(EventDrivenPolicy(settings()))

        for minute in stride(from: 0.0, to: 30, by: 2) {
            let cells = minute == 10 || minute == 12 ? [] : [Stand.cell()]
            try bench.show(Stand.phase(minute: minute, cells))
        }

        #expect(bench.litMinutes[0] == Array(stride(from: 2.0, to: 30, by: 2)))
    }

    @Test("the daughters of a division start no event of their own")
    func refractory() throws {
        var bench = try Bench(EventDrivenPolicy(settings()))

        for minute in stride(from: 0.0, to: 60, by: 2) {
            try bench.show(Stand.phase(minute: minute, division(at: minute)))
        }

        #expect(bench.litMinutes[0]?.contains { $0 > 46 } == false)
    }

    @Test("a cell that stays round is given up and never lit again while it is there")
    func givesUp() throws {
        var bench = try Bench(EventDrivenPolicy(settings()))

        for minute in stride(from: 0.0, to: 600, by: 2) {
            let drift = 80 + minute * 0.1
            try bench.show(Stand.phase(minute: minute, [Stand.cell(x: drift)]))
        }

        let lit = try #require(bench.litMinutes[0])
        #expect(lit.last.map { $0 <= 70 } == true)
        #expect(bench.reasons.contains { $0.contains("given up") })
    }

    @Test("a division beside a dead cell is seen all the same")
    func deadNeighbour() throws {
        var bench = try Bench(EventDrivenPolicy(settings()))

        for minute in stride(from: 0.0, to: 300, by: 2) {
            let cells = [Stand.cell(x: 30, y: 30)] + division(at: minute - 200)
            try bench.show(Stand.phase(minute: minute, cells))
        }

        let lit = try #require(bench.litMinutes[0])
        #expect(lit.contains(212) && lit.contains(234))
        #expect(!lit.contains { $0 > 80 && $0 < 208 })
        #expect(lit.last.map { $0 < 250 } == true)
    }

    @Test("two overlapping divisions share the light until the later one is over")
    func overlapping() throws {
        var bench = try Bench(EventDrivenPolicy(settings()))

        for minute in stride(from: 0.0, to: 120, by: 2) {
            let cells =
                division(at: minute, x: 30, y: 30) + division(at: minute - 20, x: 130, y: 120)
            try bench.show(Stand.phase(minute: minute, cells))
        }

        let lit = try #require(bench.litMinutes[0])
        #expect(lit.first == 12)
        #expect(lit.last.map { $0 >= 56 && $0 <= 64 } == true)
        #expect(lit == Array(stride(from: 12.0, through: lit.last ?? 0, by: 2)))
    }

    @Test("a false sign of a split does not end the event for good")
    func wholeAfterAll() throws {
        var bench = try Bench(EventDrivenPolicy(settings()))

        for minute in stride(from: 0.0, to: 30, by: 2) {
            let split = (10.0...12.0).contains(minute) ? 0.9 : 0.0
            try bench.show(Stand.phase(minute: minute, [Stand.cell(split: split)]))
        }

        #expect(bench.litMinutes[0]?.last == 28)
    }

    @Test("a brightness that fades ends an event that the frame's border hides")
    func fades() throws {
        var bench = try Bench(EventDrivenPolicy(settings()))

        for minute in stride(from: 0.0, to: 40, by: 2) {
            let contrast = minute < 20 ? 0.4 : 0.25
            try bench.show(Stand.phase(minute: minute, [Stand.cell(contrast: contrast)]))
        }

        #expect(bench.litMinutes[0]?.last.map { $0 <= 26 } == true)
    }

    @Test("scores and places that are not numbers start nothing and break nothing")
    func notNumbers() throws {
        var bench = try Bench(EventDrivenPolicy(settings()))
        let cells = [
            Stand.cell(score: .nan), Stand.cell(x: .nan), Stand.cell(y: .infinity),
            Stand.cell(contrast: .nan, split: .nan),
        ]

        for minute in stride(from: 0.0, to: 40, by: 2) {
            try bench.show(Stand.phase(minute: minute, Array(cells.prefix(3))))
        }
        #expect(bench.litMinutes[0] == nil)
        for minute in stride(from: 40.0, to: 200, by: 2) {
            try bench.show(Stand.phase(minute: minute, cells))
        }

        #expect(bench.litMinutes[0]?.last.map { $0 <= 112 } ?? true)
    }

    @Test("reference frames come at their time points, one each")
    func reference() throws {
        var settings = settings()
        settings.referenceEvery = 10
        var bench = try Bench(EventDrivenPolicy(settings))

        for minute in stride(from: 0.0, to: 100, by: 2) {
            try bench.show(Stand.phase(minute: minute, []))
        }

        #expect(bench.litMinutes[0] == [18, 38, 58, 78, 98])
    }

    @Test("what the envelope refused is asked for again")
    func asksAgain() throws {
        var policy = EventDrivenPolicy(settings())
        policy.applied(policy.begin(Stand.outline()).proposals)

        _ = policy.observe(Stand.phase(minute: 0, [Stand.cell()]))
        let first = policy.observe(Stand.phase(minute: 2, [Stand.cell()]))
        let second = policy.observe(Stand.phase(minute: 4, [Stand.cell()]))

        #expect(first.proposals == second.proposals)
        #expect(!second.proposals.isEmpty)
    }
}
