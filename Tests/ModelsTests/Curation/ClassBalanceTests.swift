import Testing

@testable import Models

@Suite("Class balance")
struct ClassBalanceTests {
    @Test("rare classes weigh more, up to the cap, and the mean weight of an example is 1")
    func weights() {
        let classes =
            [Int](repeating: 0, count: 100) + [Int](repeating: 1, count: 25)
            + [Int](repeating: 2, count: 2)
        let balance = ClassBalance(names: ["a", "b", "c", "d"], classes: classes)

        let weights = balance.weights(cap: 10)

        #expect(balance.counts == [100, 25, 2, 0])
        #expect(abs(weights[1] / weights[0] - 4) < 1e-12)
        #expect(abs(weights[2] / weights[0] - 10) < 1e-12)
        #expect(weights[3] == 0)
        let mean = classes.reduce(0) { $0 + weights[$1] } / Double(classes.count)
        #expect(abs(mean - 1) < 1e-12)
        #expect(
            balance.warnings == [
                "c: 2 cells; give at least 20", "d: no cells; the network cannot learn it",
            ])
    }

    @Test("data of one class are refused by the name of the class")
    func singleClass() throws {
        let balance = ClassBalance(names: ["alive", "dead"], classes: [1, 1, 1])

        let error = #expect(throws: CurationError.self) { try balance.requireSeveral() }

        #expect(error?.reason == .singleClass)
        #expect(error?.description.hasPrefix("all 3 cells are dead") == true)
        try ClassBalance(names: ["alive", "dead"], classes: [0, 1]).requireSeveral()
        #expect(throws: CurationError.self) {
            try ClassBalance(names: ["alive"], classes: []).requireSeveral()
        }
    }

    @Test("states become classes in the order of a cell's life, a user's own words last")
    func classes() {
        let frame = CurationSamples.frame(
            position: "p",
            cells: ["zombie", "metaphase", "interphase", "apple"].map {
                CurationSamples.Cell(x: 30, y: 30, name: $0, state: $0)
            })

        let own = CellClasses(of: [frame])

        #expect(own.names == ["interphase", "metaphase", "apple", "zombie"])
        #expect(own.index(of: "apple") == 2)
        #expect(CellClasses.grouped.index(of: "prophase") == 1)
        #expect(CellClasses.grouped.index(of: "prometaphase") == 1)
        #expect(CellClasses.grouped.index(of: "zombie") == nil)
    }

    @Test("a cell that harm holds in mitosis is mitotic, but does not divide")
    func arrested() {
        let classes = CellClasses(names: ["interphase", "metaphase", "arrested", "dead"])

        #expect(classes.mitoticIndices == [1, 2])
        #expect(classes.dividingIndices == [1])
    }
}
