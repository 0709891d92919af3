import Testing

@testable import Agent

@Suite("The order of networks on a frame")
struct NetworkOrderTests {
    /// `restore`, `label`, `segment` of what `label` predicts, `state`, `damage`, `upscale`.
    private let order = NetworkOrder(needs: [nil, nil, 1, 2, 2, nil])

    @Test("what others wait for comes first, and what nobody waits for fills up")
    func two() {
        #expect(order.turns(of: Array(0..<6), most: 2) == [[0, 1], [2, 5], [3, 4]])
    }

    @Test("with more processors there are fewer networks in line")
    func many() {
        #expect(order.turns(of: Array(0..<6), most: 8) == [[0, 1, 5], [2], [3, 4]])
    }

    @Test("with one processor each comes by itself")
    func one() {
        #expect(order.turns(of: Array(0..<6), most: 1) == [[1], [2], [0], [3], [4], [5]])
    }

    @Test("a network that is not due holds nobody up")
    func notDue() {
        #expect(order.turns(of: [2, 3, 5], most: 2) == [[2, 5], [3]])
        #expect(order.turns(of: [3, 4], most: 2) == [[3, 4]])
        #expect(order.turns(of: [], most: 2).isEmpty)
    }
}
