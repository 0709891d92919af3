/// Chooses which frames to read where there are more than asked for.
enum FrameSelection {
    /// At most `limit` indices into `positions`, evenly over positions, and in each over its times.
    ///
    /// - Parameter positions: The position of each frame, frames of one position in order of time.
    /// - Returns: In ascending order; all of them where they are not more than `limit`.
    static func choose(_ limit: Int?, of positions: [String]) -> [Int] {
        guard let limit, positions.count > limit else { return Array(positions.indices) }
        var names: [String] = []
        var members: [String: [Int]] = [:]
        for (index, position) in positions.enumerated() {
            if members[position] == nil { names.append(position) }
            members[position, default: []].append(index)
        }
        var chosen: [Int] = []
        for (rank, (name, share)) in shares(limit, names, members).enumerated() {
            let all = members[name] ?? []
            // One frame of each position: a different time of each, so that all times are seen.
            let phase = share == 1 ? (Double(rank % 8) + 0.5) / 8 : 0.5
            for index in 0..<share {
                let place = Int((Double(index) + phase) * Double(all.count) / Double(share))
                chosen.append(all[min(place, all.count - 1)])
            }
        }
        return chosen.sorted()
    }

    /// How many frames each position gives: as even as their numbers allow.
    private static func shares(
        _ limit: Int, _ names: [String], _ members: [String: [Int]]
    ) -> [(name: String, share: Int)] {
        guard names.count <= limit else {
            return (0..<limit).map { (names[$0 * names.count / limit], 1) }
        }
        var rest = limit
        var shares: [String: Int] = [:]
        // The smallest first: what they cannot give, the others do.
        let order = names.enumerated().sorted {
            (members[$0.element]?.count ?? 0, $0.offset)
                < (members[$1.element]?.count ?? 0, $1.offset)
        }
        for (rank, (_, name)) in order.enumerated() {
            let share = min(members[name]?.count ?? 0, rest / (order.count - rank))
            shares[name] = share
            rest -= share
        }
        return names.map { ($0, shares[$0] ?? 0) }
    }

    /// What a person is told of it; `nil` where nothing was left out.
    static func note(source: String, kept: Int, of count: Int) -> String? {
        guard kept < count else { return nil }
        return "\(source): \(kept) of \(count) frames were read, evenly over positions and times; "
            + "raise the limit to read more"
    }
}
