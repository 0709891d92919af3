extension CellClasses {
    /// The phases that a cell goes through while it divides.
    package static let dividing: Set<String> = [
        "prophase", "prometaphase", "metaphase", "anaphase", "telophase",
    ]

    /// The states of a cell in mitosis: dividing, or held there by harm.
    package static let mitotic = dividing.union(["arrested"])

    /// The usual groups as far as `frames` have them; every word that is in no group is a class of
    /// its own, in the order of the alphabet.
    package init(groupsIn frames: [TrainingFrame]) {
        let present = Set(frames.flatMap { $0.cells.compactMap(\.state) })
        let groups = Self.grouped.names.map { $0.split(separator: "/").map(String.init) }
        let known = groups.filter { $0.contains(where: present.contains) }
        let own = present.subtracting(groups.flatMap { $0 }).sorted()
        self.init(known + own.map { [$0] })
    }

    /// The classes with these names, as a package gives them.
    package init(names: [String]) {
        self.init(names.map { $0.split(separator: "/").map(String.init) })
    }

    package var dividingIndices: Set<Int> { Set(Self.dividing.compactMap(index)) }

    package var mitoticIndices: Set<Int> { Set(Self.mitotic.compactMap(index)) }
}
