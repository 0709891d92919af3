import Glibc
import Testing

@testable import Agent

@Suite("Brightness of cells over time")
struct IntensityTallyTests {
    private typealias Moment = LocatedRun.Moment

    private func level(_ t: Int) -> Double { 1 + 0.5 * sin(Double(t) / 5) }

    /// A cell at one place, measured as `brightness` says at each of 20 time points.
    private func tally(
        dividing: Bool = false, _ brightness: (Int) -> Double?
    ) -> IntensityTally {
        let place = LocatedRun.Point(x: 50, y: 50)
        let moments = (0..<20).map { t in
            Moment(
                cells: [3: .init(place: place, level: dividing && t == 9 ? nil : level(t))],
                found: brightness(t).map { [.init(place: place, brightness: $0)] })
        }
        return IntensityTally(LocatedRun([moments]))
    }

    @Test("what follows the truth by any one factor is right")
    func right() {
        let tally = tally { 370 * level($0) }

        #expect(tally.happened == 20 && tally.right == 20)
        #expect((tally.typicalError ?? 1) < 1e-9)
    }

    @Test("lines are drawn over gaps of five time points, and no longer ones")
    func gaps() {
        #expect(tally { $0 % 5 == 0 || $0 == 19 ? level($0) : nil }.right == 20)
        let sparse = tally { $0 % 6 == 0 ? level($0) : nil }
        #expect(sparse.happened == 20 && sparse.right == 4 && sparse.errors.count == 4)
    }

    @Test("a label that bleaches is off by as much")
    func bleached() throws {
        let tally = tally { level($0) * exp(-0.05 * Double($0)) }

        // The factor is that of the middle: within 15 % for three time points on either side.
        #expect((5...7).contains(tally.right), "\(tally.right)")
        let typical = try #require(tally.typicalError)
        #expect(abs(typical - 0.25) < 0.06, "\(typical)")
    }

    @Test("a cell that divides does not count, and one that nobody measured is all wrong")
    func others() {
        #expect(tally(dividing: true) { level($0) }.happened == 0)
        let unseen = tally { _ in nil }
        #expect(unseen.happened == 20 && unseen.right == 0 && unseen.typicalError == nil)
    }
}
