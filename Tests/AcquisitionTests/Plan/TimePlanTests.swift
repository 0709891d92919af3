import Testing

@testable import Acquisition

@Suite("Time plans")
struct TimePlanTests {
    private func times(_ text: String) throws -> [Double] {
        let plan = try plan("time_plan: \(text)")
        return (plan.timePlan?.points ?? TimePoints()).map { Double($0.microseconds) / 1e6 }
    }

    @Test("a duration holds as many intervals as fit, counted in microseconds")
    func wholeMicroseconds() throws {
        #expect(try times("{interval: 0.1, duration: 0.3}") == [0, 0.1, 0.2, 0.3])
        #expect(try times("{interval: 2, duration: 5}") == [0, 2, 4])
    }

    @Test("loops over a duration end at its end")
    func durationLoops() throws {
        #expect(try times("{duration: 3, loops: 4}") == [0, 1, 2, 3])
        #expect(try times("{duration: 3, loops: 1}") == [0])
        // 1 s in three is 333 333 µs, so the last point comes a microsecond early.
        #expect(try times("{duration: 1, loops: 4}") == [0, 0.333333, 0.666666, 0.999999])
    }

    @Test("a phase starts at the last point of the one before, and does not repeat it")
    func phases() throws {
        #expect(
            try times("[{interval: 1, loops: 3}, {interval: 2, loops: 3}]") == [0, 1, 2, 4, 6])
        #expect(
            try times("{phases: [{interval: '0:00:02', loops: 2}, {interval: 1, duration: 2}]}")
                == [0, 2, 3, 4])
        #expect(
            try times(
                "[{interval: 1, loops: 3}, {interval: 2, loops: 2}, {interval: 3, loops: 2}]")
                == [0, 1, 2, 4, 7])
        #expect(try times("[]") == [0])
    }

    @Test(
        "durations are written in many ways",
        arguments: [
            ("2.5", 2_500_000), ("0:00:02", 2_000_000), ("00:00:02.5", 2_500_000),
            ("'1:30:00'", 5_400_000_000), ("100:00:00", 360_000_000_000), ("PT2.5S", 2_500_000),
            ("P1DT2H", 93_600_000_000), ("'1 day, 0:00:01'", 86_401_000_000),
            ("{minutes: 5}", 300_000_000), ("{hours: 1.5, milliseconds: 0.5}", 5_400_000_500),
            ("5 min", 300_000_000), ("250 ms", 250_000), ("0.0000015", 2),
            ("'0:00:02.1234567'", 2_123_456), ("P1W", 604_800_000_000), ("1.0000005", 1_000_001),
        ])
    func durations(text: String, microseconds: Int) throws {
        let plan = try plan("time_plan: {interval: \(text), loops: 2}")

        #expect(plan.timePlan?.points.last?.microseconds == microseconds)
    }

    @Test(
        "what is no duration is refused where it stands",
        arguments: ["1:30", "-1", "0:0:2", "P1M", "PT", "5 mW", "soon", "1e12"])
    func notDurations(text: String) {
        #expect(
            refusal("time_plan: {interval: \(text), loops: 2}").hasPrefix("plan.yaml:1:23: "))
    }

    @Test("contradictions and endless plans are refused")
    func contradictions() {
        #expect(refusal("time_plan: {interval: 0, duration: 3}").contains("never fills"))
        #expect(
            refusal("time_plan: {interval: 1, duration: 3, loops: 2}").contains("contradict"))
        #expect(refusal("time_plan: {interval: 1}").contains("needs two of"))
        #expect(refusal("time_plan: {interval: 1, loops: 0}").contains("1 or more"))
        #expect(
            refusal("time_plan: {interval: 0.000001, duration: 1000000}").contains("time points"))
    }

    @Test("a plan of a hundred million time points takes no memory and is found at once")
    func manyPoints() throws {
        let points = try plan("time_plan: {interval: 0.01, loops: 100000000}").timePlan?.points

        #expect(points?.count == 100_000_000)
        #expect(points?[99_999_999] == .microseconds(999_999_990_000))
    }
}
