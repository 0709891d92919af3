/// How many examples of each class there are, and what to do about rare ones.
package struct ClassBalance: Sendable, Equatable {
    package let names: [String]
    package let counts: [Int]
    /// Below this many cells a class is called rare.
    package static let fewestCells = 20

    /// - Parameters:
    ///   - names: Of all classes.
    ///   - classes: Of each example, an index into `names`.
    package init(names: [String], classes: [Int]) {
        self.names = names
        counts = classes.reduce(into: [Int](repeating: 0, count: names.count)) { $0[$1] += 1 }
    }

    /// Refuses data from which no class can be told from another.
    ///
    /// - Throws: ``CurationError`` with `empty` or `singleClass`.
    package func requireSeveral() throws(CurationError) {
        let present = zip(names, counts).filter { $0.1 > 0 }
        guard let first = present.first else {
            throw CurationError(
                .empty, "no cell has a class; fill the column state of cells.csv")
        }
        guard present.count > 1 else {
            throw CurationError(
                .singleClass,
                "all \(first.1) cells are \(first.0); add cells of at least one other class")
        }
    }

    /// One line for each class that is rare or missing.
    package var warnings: [String] {
        zip(names, counts).filter { $0.1 < Self.fewestCells }.map { name, count in
            count == 0
                ? "\(name): no cells; the network cannot learn it"
                : "\(name): \(count) cells; give at least \(Self.fewestCells)"
        }
    }

    /// Weights for the loss: inversely as frequent, so that the classes that occur weigh the same.
    ///
    /// - Parameter cap: The largest weight relative to the smallest; a class of three cells must
    ///   not shout down all others.
    /// - Returns: One weight for each class; their mean over all examples is 1. Classes without
    ///   examples get 0.
    package func weights(cap: Double = 10) -> [Double] {
        precondition(cap >= 1, "a cap of 1 or more")
        let most = Double(counts.max() ?? 0)
        let raw = counts.map { $0 == 0 ? 0 : min(cap, most / Double($0)) }
        let sum = zip(raw, counts).reduce(0) { $0 + $1.0 * Double($1.1) }
        let total = Double(counts.reduce(0, +))
        return sum > 0 ? raw.map { $0 * total / sum } : raw
    }
}
