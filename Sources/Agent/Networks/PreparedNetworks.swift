package import Acquisition
internal import Models

/// The networks of an experiment, read and ready to be run.
package struct PreparedNetworks: Sendable {
    package let networks: [PreparedNetwork]

    init(_ networks: [PreparedNetwork]) { self.networks = networks }

    /// Which networks need what others find in the same frame: what looks at a prediction needs
    /// `label`, what judges cells `segment`.
    var order: NetworkOrder {
        func first(_ kind: NetworkKind) -> Int? { networks.firstIndex { $0.choice.kind == kind } }
        return NetworkOrder(
            needs: networks.map { network in
                if network.choice.kind.judgesCells { return first(.segment) }
                return network.choice.structure == nil ? nil : first(.label)
            })
    }

    /// What does not fit the run: a sentence for each.
    package func problems(in outline: RunOutline) -> [String] {
        networks.flatMap { $0.problems(in: outline) } + outlineProblems(in: outline)
            + structureProblems(in: outline)
    }

    /// Cells are outlined by `segment` in the same frames.
    private func outlineProblems(in outline: RunOutline) -> [String] {
        guard let segment = networks.first(where: { $0.choice.kind == .segment }) else { return [] }
        let outlined = segment.channels(in: outline)
        return networks.filter { $0.choice.kind.judgesCells }.flatMap { network -> [String] in
            let begin = "networks: \(network.name): it judges the cells that segment outlines, and"
            let missing = network.channels(in: outline).filter { !outlined.contains($0) }.map {
                "\(begin) segment does not look at \"\($0)\"; add it to segment's channels"
            }
            let isInStep = network.choice.every.isMultiple(of: segment.choice.every)
            return missing
                + (isInStep
                    ? []
                    : [
                        "\(begin) segment looks at one time point of \(segment.choice.every) only; "
                            + "give \(network.name) a multiple of that"
                    ])
        }
    }

    /// What is predicted has to be there before it can be looked at.
    private func structureProblems(in outline: RunOutline) -> [String] {
        networks.enumerated().flatMap { index, network -> [String] in
            guard let structure = network.choice.structure else { return [] }
            let begin = "networks: \(network.name): of: "
            guard let label = networks[..<index].first(where: { $0.choice.kind == .label }) else {
                return ["\(begin)name a package for label above it"]
            }
            guard label.predicts(structure) else {
                return ["\(begin)label does not predict \"\(structure)\""]
            }
            let seen = label.channels(in: outline)
            let isInStep = network.choice.every.isMultiple(of: label.choice.every)
            return network.channels(in: outline).filter { !seen.contains($0) }.map {
                "\(begin)label does not look at \"\($0)\""
            }
                + (isInStep
                    ? []
                    : ["\(begin)label looks at one time point of \(label.choice.every) only"])
        }
    }

    /// The channels that each network looks at, by its name.
    package func channels(in outline: RunOutline) -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: networks.map { ($0.name, $0.channels(in: outline)) })
    }

    /// Runs the networks on the frames of a plan, with as many threads as networks of the calling
    /// thread may use. They are made ready for frames of the sizes in `layout`.
    ///
    /// - Throws: `NetworkError` where a package cannot be run after all.
    package func worker(for outline: RunOutline, _ layout: StoreLayout) throws -> NetworkWorker {
        try NetworkWorker(
            networks, outline, series: layout.series, threadCount: InferencePlan.threadCount)
    }

    /// For the journal: what runs, by its whole hash, and where packages were looked for.
    package func facts(_ shelf: PackageShelf) -> [RunFact] {
        [RunFact(key: PackageShelf.fact, value: shelf.absoluteFolder)]
            + networks.map { RunFact(key: Self.fact($0), value: $0.hash) }
    }

    /// Refuses to go on with a run with other networks than it began with.
    package func checkUnchanged(since journal: Journal) throws {
        let changed = try networks.filter { network in
            guard let hash = try journal.fact(Self.fact(network)) else { return false }
            return hash != network.hash
        }
        guard changed.isEmpty else {
            throw AcquisitionError.refused(
                changed.map {
                    "networks: \($0.name): \($0.path) is not the network that the run began with; "
                        + "put that one back"
                })
        }
    }

    private static func fact(_ network: PreparedNetwork) -> String {
        "network.\(network.name).sha256"
    }
}
