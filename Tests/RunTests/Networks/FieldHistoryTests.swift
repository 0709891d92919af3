import Testing

@testable import Agent

@Suite("History of a field")
struct FieldHistoryTests {
    private struct Moment: TimedField { let seconds: Double }
    private typealias History = FieldHistory<Moment>

    private static let place = History.Place(position: 0, channel: "phase")

    private static func field(_ seconds: Double) -> Moment { Moment(seconds: seconds) }

    /// The age of what each frame is compared with.
    private static func ages(every interval: Double, wanted seconds: Double) -> [Double?] {
        var history = History()
        return (0..<40).map { index in
            let now = field(Double(index) * interval)
            defer { history.add(now, at: place, seconds: seconds) }
            return history.field(at: place, seconds: seconds, before: now).map {
                now.seconds - $0.seconds
            }
        }
    }

    @Test(
        "where frames come often the earlier one is within a quarter of the time that is wanted",
        arguments: [30.0, 120, 200, 300])
    func often(interval: Double) {
        let ages = Self.ages(every: interval, wanted: 600)

        // None at first, then one that is at least half as old.
        for (index, age) in ages.enumerated() {
            #expect((age != nil) == (Double(index) * interval >= 300))
        }
        for age in ages.suffix(20).compactMap(\.self) { #expect((450...750).contains(age)) }
    }

    @Test("a frame of the time wanted is taken, one of more than twice that is not")
    func seldom() {
        #expect(Self.ages(every: 600, wanted: 600).dropFirst().allSatisfy { $0 == 600 })
        #expect(Self.ages(every: 1200, wanted: 600).dropFirst().allSatisfy { $0 == 1200 })
        #expect(Self.ages(every: 1201, wanted: 600).allSatisfy { $0 == nil })
    }

    @Test("another position or channel has a history of its own")
    func places() {
        var history = History()
        history.add(Self.field(0), at: Self.place, seconds: 600)
        let others = [
            History.Place(position: 1, channel: "phase"),
            History.Place(position: 0, channel: "bright field"),
        ]

        for other in others {
            #expect(history.field(at: other, seconds: 600, before: Self.field(600)) == nil)
        }
        #expect(history.field(at: Self.place, seconds: 600, before: Self.field(600)) != nil)
    }
}
