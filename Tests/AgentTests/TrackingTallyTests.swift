import Testing

@testable import Agent

@Suite("Links from one time point to the next")
struct TrackingTallyTests {
    private typealias Point = LocatedRun.Point

    private func moment(cells: [Int: Point], found: [Point]?) -> LocatedRun.Moment {
        LocatedRun.Moment(
            cells: cells.mapValues { LocatedRun.Cell(place: $0, level: nil) },
            found: found?.map { LocatedRun.Object(place: $0, brightness: nil) })
    }

    private func tally(_ moments: [LocatedRun.Moment]) -> [Int] {
        var tally = TrackingTally()
        tally.add(moments)
        return [tally.right, tally.missing, tally.wrong]
    }

    private let near = [1: Point(x: 50, y: 50), 2: Point(x: 90, y: 50)]
    private let later = [1: Point(x: 54, y: 50), 2: Point(x: 88, y: 53)]

    @Test("cells located where they are are followed")
    func right() {
        let found = [Point(x: 51, y: 49), Point(x: 89, y: 51)]
        let next = [Point(x: 87, y: 53), Point(x: 54, y: 51)]

        #expect(
            tally([moment(cells: near, found: found), moment(cells: later, found: next)])
                == [2, 0, 0])
    }

    @Test("a cell that was not located at one of the two is missing")
    func missing() {
        let one = [Point(x: 51, y: 49)]

        #expect(
            tally([
                moment(cells: near, found: one), moment(cells: later, found: later.map(\.value)),
            ])
                == [1, 1, 0])
        // Nobody looked: all links are missing, and so are those to the next.
        #expect(
            tally([
                moment(cells: near, found: near.map(\.value)), moment(cells: later, found: nil),
                moment(cells: later, found: later.map(\.value)),
            ]) == [0, 4, 0])
    }

    @Test("a cell that left or came has no link to be found")
    func left() {
        let alone = [1: Point(x: 54, y: 50)]

        #expect(
            tally([
                moment(cells: near, found: near.map(\.value)),
                moment(cells: alone, found: alone.map(\.value)),
            ]) == [1, 0, 0])
    }

    @Test("links between two cells and links of nothing are wrong")
    func wrong() {
        // The two change places: the nearest is the other one.
        let swapped = [1: Point(x: 89, y: 50), 2: Point(x: 51, y: 50)]
        #expect(
            tally([
                moment(cells: near, found: near.map(\.value)),
                moment(cells: swapped, found: swapped.map(\.value)),
            ]) == [0, 2, 2])
        let ghost = [Point(x: 10, y: 10)]
        #expect(
            tally([
                moment(cells: near, found: near.map(\.value) + ghost),
                moment(cells: later, found: later.map(\.value) + ghost),
            ]) == [2, 0, 1])
    }

    @Test("the second body of a dividing cell is neither right nor wrong")
    func bodies() {
        let dividing = [1: Point(x: 50, y: 50)]
        let bodies = [Point(x: 44, y: 50), Point(x: 57, y: 50)]
        #expect(
            tally([
                moment(cells: dividing, found: bodies), moment(cells: dividing, found: bodies),
            ]) == [1, 0, 0])
    }
}
