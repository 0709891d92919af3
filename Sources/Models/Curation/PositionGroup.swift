/// The frames that show the same cells.
struct PositionGroup: Equatable {
    let source: String
    let position: String
    /// Indices in the list that is split.
    var frames: [Int]
    /// Examples by class in all its frames.
    var classes: [String: Int]

    var name: String { "\(source) \(position)" }

    /// In the order in which they first occur.
    static func of(
        _ frames: [TrainingFrame], classes: (TrainingFrame) -> [String: Int]
    ) -> [PositionGroup] {
        var groups: [PositionGroup] = []
        var places: [[String]: Int] = [:]
        for (index, frame) in frames.enumerated() {
            let key = [frame.source, frame.position]
            if let place = places[key] {
                groups[place].frames.append(index)
                groups[place].classes.merge(classes(frame)) { $0 + $1 }
            } else {
                places[key] = groups.count
                groups.append(
                    PositionGroup(
                        source: frame.source, position: frame.position, frames: [index],
                        classes: classes(frame)))
            }
        }
        return groups
    }

    /// In an order that depends on the names and the seed, not on the order given.
    static func shuffled(_ groups: [PositionGroup], seed: UInt64) -> [PositionGroup] {
        let keyed = groups.map { group -> (UInt64, PositionGroup) in
            var hash = StableHash(seed: seed)
            hash.combine(group.source)
            hash.combine(group.position)
            return (hash.value, group)
        }
        return keyed.sorted { ($0.0, $0.1.name) < ($1.0, $1.1.name) }.map(\.1)
    }
}
