/// Which states of cells count as which class.
package struct CellClasses: Sendable, Equatable {
    package let names: [String]
    private let indices: [String: Int]

    /// - Parameter groups: The states of each class; a class is named after its states.
    package init(_ groups: [[String]]) {
        names = groups.map { $0.joined(separator: "/") }
        var indices: [String: Int] = [:]
        for (index, group) in groups.enumerated() {
            for state in group { indices[state] = index }
        }
        self.indices = indices
    }

    /// Every state that occurs is a class of its own, in the order of the cell's life; a user's own
    /// words follow in the order of the alphabet.
    package init(of frames: [TrainingFrame]) {
        let present = Set(frames.flatMap { $0.cells.compactMap(\.state) })
        let known = Self.known.filter(present.contains)
        self.init((known + present.subtracting(known).sorted()).map { [$0] })
    }

    /// Neighbouring phases that one image can hardly tell apart are one class.
    package static let grouped = CellClasses([
        ["interphase"], ["prophase", "prometaphase"], ["metaphase"], ["anaphase", "telophase"],
        ["arrested"], ["rounding", "blebbing"], ["dead"],
    ])

    private static let known = [
        "interphase", "prophase", "prometaphase", "metaphase", "anaphase", "telophase", "arrested",
        "rounding", "blebbing", "dead",
    ]

    /// `nil` for a state that is no class here.
    package func index(of state: String) -> Int? { indices[state] }
}
