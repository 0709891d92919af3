/// Deals positions to parts: by source, rarest class first.
///
/// - Source: the order of dealing follows K. Sechidis, G. Tsoumakas & I. Vlahavas, On the
///   stratification of multi-label data, ECML PKDD 2011; a part that has none of a class comes
///   before one that has too few.
struct PositionAssignment {
    private(set) var parts: [DataSplit.Part: [Int]] = [:]
    private(set) var notes: [String] = []
    /// Who is served first where all are equal: without training nothing is learnt, without test
    /// nothing is known.
    private static let order: [DataSplit.Part] = [.training, .test, .validation]

    init(_ groups: [PositionGroup], options: SplitOptions) {
        var sources: [String] = []
        for group in groups where !sources.contains(group.source) { sources.append(group.source) }
        var small: [PositionGroup] = []
        for source in sources {
            let own = groups.filter { $0.source == source }
            guard own.count >= 3 else {
                small += PositionGroup.shuffled(own, seed: options.seed)
                continue
            }
            deal(own, room: Self.room(for: own.count, options: options), options: options)
        }
        dealInTurn(small, options: options)
        for part in DataSplit.Part.allCases { parts[part]?.sort() }
        noteMissingClasses(groups)
    }

    /// How many of `count` positions each part takes: at least one, the rest by share.
    static func room(for count: Int, options: SplitOptions) -> [DataSplit.Part: Int] {
        var room: [DataSplit.Part: Int] = [.training: 1, .test: 1, .validation: 1]
        for _ in 3..<max(3, count) {
            let next = order.max { left, right in
                let lacking = { (part: DataSplit.Part) in
                    options.share(part) * Double(count) - Double(room[part] ?? 0)
                }
                return lacking(left) < lacking(right)
            }
            room[next ?? .training, default: 0] += 1
        }
        return room
    }

    private mutating func deal(
        _ groups: [PositionGroup], room: [DataSplit.Part: Int], options: SplitOptions
    ) {
        var room = room
        var waiting = PositionGroup.shuffled(groups, seed: options.seed)
        var dealt: [DataSplit.Part: [String: Int]] = [:]
        let holders = groups.reduce(into: [String: Int]()) { counts, group in
            for name in group.classes.keys { counts[name, default: 0] += 1 }
        }
        let rarestFirst = holders.keys.sorted { (holders[$0] ?? 0, $0) < (holders[$1] ?? 0, $1) }
        let totals = groups.reduce(into: [String: Int]()) { $0.merge($1.classes) { $0 + $1 } }
        for name in rarestFirst + [""] {
            for group in waiting where name.isEmpty || group.classes[name] != nil {
                let part = Self.part(
                    lacking: name, total: totals[name] ?? 0, dealt: dealt, room: room, options)
                room[part, default: 0] -= 1
                dealt[part, default: [:]].merge(group.classes) { $0 + $1 }
                parts[part, default: []] += group.frames
            }
            waiting.removeAll { name.isEmpty || $0.classes[name] != nil }
        }
    }

    /// The part with room that needs a class most; without a class, the one with most room.
    private static func part(
        lacking name: String, total: Int, dealt: [DataSplit.Part: [String: Int]],
        room: [DataSplit.Part: Int], _ options: SplitOptions
    ) -> DataSplit.Part {
        let open = order.filter { (room[$0] ?? 0) > 0 }
        if !name.isEmpty, let first = open.first(where: { dealt[$0]?[name] == nil }) {
            return first
        }
        let need = { (part: DataSplit.Part) -> Double in
            guard !name.isEmpty else { return Double(room[part] ?? 0) }
            return options.share(part) * Double(total) - Double(dealt[part]?[name] ?? 0)
        }
        return open.max { need($0) < need($1) } ?? .training
    }

    /// Deals positions of small sources one by one to the part that is furthest behind.
    private mutating func dealInTurn(_ groups: [PositionGroup], options: SplitOptions) {
        var counts: [DataSplit.Part: Int] = [:]
        for (index, group) in groups.enumerated() {
            // The first three go one to each part, whatever larger sources there are: so that adding
            // one of those moves nothing.
            let empty = Self.order.first { counts[$0] == nil }
            let behind = Self.order.max { left, right in
                let lacking = { (part: DataSplit.Part) in
                    options.share(part) * Double(index + 1) - Double(counts[part] ?? 0)
                }
                return lacking(left) < lacking(right)
            }
            let part = empty ?? behind ?? .training
            counts[part, default: 0] += 1
            parts[part, default: []] += group.frames
        }
    }

    private mutating func noteMissingClasses(_ groups: [PositionGroup]) {
        let names = Set(groups.flatMap(\.classes.keys)).sorted()
        for name in names {
            let missing = DataSplit.Part.allCases.filter { part in
                let frames = Set(parts[part] ?? [])
                return !groups.contains { group in
                    (group.classes[name] ?? 0) > 0 && group.frames.contains(where: frames.contains)
                }
            }
            guard !missing.isEmpty else { continue }
            let places = missing.map(\.rawValue).joined(separator: " and ")
            notes.append("\(name) is not in \(places): too few positions show it")
        }
    }
}
