package import Documents
internal import Models

/// The `networks:` section of an experiment.
package struct NetworkSettings: Sendable {
    /// In the file's order: what needs another's findings stands below it.
    package var choices: [NetworkChoice]

    /// Reads the section strictly: an unknown key or a senseless value is an error with its place.
    package init(_ document: Document) throws(DocumentError) {
        let mapping = try document.mapping(NetworkKind.allCases.map(\.rawValue))
        choices = []
        for entry in mapping.entries {
            guard let kind = NetworkKind(rawValue: entry.key.text) else { continue }
            guard !kind.judgesCells || choices.contains(where: { $0.kind == .segment }) else {
                throw entry.key.fail(
                    "\(kind) judges the cells that segment outlines; "
                        + "name a package for segment above it")
            }
            choices.append(try NetworkChoice(kind, entry.value))
        }
    }

    /// Whether cells are outlined, and so located.
    package var locatesCells: Bool { choices.contains { $0.kind == .segment } }

    /// Whether cells are judged for what light did to them.
    package var noticesHarm: Bool { choices.contains { $0.kind == .damage } }

    /// Reads every package.
    ///
    /// - Throws: at the place in the experiment of the first package that cannot be run.
    package func prepare(_ shelf: PackageShelf) throws(DocumentError) -> PreparedNetworks {
        var networks: [PreparedNetwork] = []
        for choice in choices { networks.append(try PreparedNetwork(choice, shelf)) }
        return PreparedNetworks(networks)
    }
}
