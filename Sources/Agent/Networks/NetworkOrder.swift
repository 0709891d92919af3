/// Which networks look at a frame at the same time, and which after others.
struct NetworkOrder: Sendable {
    /// The network that each one needs something of, by index; it stands for itself alone.
    private let needs: [Int?]

    init(needs: [Int?]) { self.needs = needs }

    /// Networks turn after turn, each turn as full as it can be.
    ///
    /// What others wait for comes first, the longest such row before shorter ones.
    ///
    /// - Parameters:
    ///   - due: Those that look at the frame.
    ///   - most: How many run side by side.
    func turns(of due: [Int], most: Int) -> [[Int]] {
        var waiting = due.sorted {
            (-waitingBehind($0, of: due), $0) < (-waitingBehind($1, of: due), $1)
        }
        var turns: [[Int]] = []
        while !waiting.isEmpty {
            let isReady = { (index: Int) in !(needs[index].map(waiting.contains) ?? false) }
            let turn = waiting.filter(isReady).prefix(max(1, most)).sorted()
            waiting.removeAll { turn.contains($0) }
            turns.append(turn)
        }
        return turns
    }

    /// How many turns of others have to follow.
    private func waitingBehind(_ index: Int, of due: [Int]) -> Int {
        due.filter { needs[$0] == index }.map { 1 + waitingBehind($0, of: due) }.max() ?? 0
    }
}
