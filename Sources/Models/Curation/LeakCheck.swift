/// Looks for what two parts of a split share: the same frame, a near copy, the same cell.
///
/// A leak makes a network look better than it is, so training refuses it, or drops what is doubled
/// and says so.
package struct LeakCheck: Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        /// An image with the same pixels.
        case sameFrame
        /// Images that look alike from afar, perhaps shifted; correlation 0 to 1.
        case nearDuplicate(correlation: Double)
        /// Cells of the same name in one source.
        case sameCell(name: String)
    }

    /// Two frames in different parts.
    package struct Pair: Sendable, Equatable {
        package let first: DataSplit.Member
        package let firstPart: DataSplit.Part
        package let second: DataSplit.Member
        package let secondPart: DataSplit.Part
        package let reason: Reason
        /// Both frames, their parts and what they share, in one line.
        package let description: String
    }

    package let pairs: [Pair]
    private let split: DataSplit

    /// - Parameters:
    ///   - split: Of `frames`. Where a position is parted by time, its cells are in both parts by
    ///     intention and only equal pixels count.
    ///   - leastCorrelation: From here on two images count as copies of each other.
    package init(_ split: DataSplit, of frames: [TrainingFrame], leastCorrelation: Double = 0.92) {
        self.split = split
        let members = DataSplit.Part.allCases.flatMap { part in
            zip(split.parts[part] ?? [], split.frames(part, of: frames)).map {
                (member: $0, part: part, frame: $1)
            }
        }
        let entries = SideBySide.map(members.count) { place in
            let one = members[place]
            return LeakEntry(member: one.member, part: one.part, frame: one.frame)
        }
        pairs = SideBySide.map(entries.count) { place in
            let first = entries[place]
            return entries[(place + 1)...].compactMap { second -> Pair? in
                guard second.part != first.part else { return nil }
                return Self.reason(
                    first, second, frames: frames, leastCorrelation: leastCorrelation
                ).map { Pair(first, second, $0, frames: frames) }
            }
        }.flatMap { $0 }
    }

    /// - Throws: ``CurationError`` with `leak`, naming the first pair.
    package func requireNone() throws(CurationError) {
        guard let first = pairs.first else { return }
        let more = pairs.count > 1 ? " (and \(pairs.count - 1) more)" : ""
        throw CurationError(
            .leak,
            "\(first.description)\(more); remove one of them, or give both the same position")
    }

    /// The split without what is doubled: of each pair the frame goes that is trained on, or else
    /// the one that validates.
    ///
    /// - Throws: `leak` where a part would be left empty.
    package func dropping() throws(CurationError) -> DataSplit {
        guard !pairs.isEmpty else { return split }
        var result = split
        for part in DataSplit.Part.allCases {
            // Pairs name training before validation before test.
            let doubled = Set(pairs.filter { $0.firstPart == part }.map(\.first))
            guard !doubled.isEmpty else { continue }
            result.parts[part]?.removeAll { doubled.contains($0) }
            guard result.parts[part]?.isEmpty == false else { try requireNone(); return split }
            let count = doubled.count == 1 ? "1 frame" : "\(doubled.count) frames"
            result.notes.append("left out \(count) of \(part.rawValue): also in a part held out")
        }
        return result
    }

    private static func reason(
        _ first: LeakEntry, _ second: LeakEntry, frames: [TrainingFrame], leastCorrelation: Double
    ) -> Reason? {
        if !first.hashes.isDisjoint(with: second.hashes) { return .sameFrame }
        let one = frames[first.member.frame]
        let other = frames[second.member.frame]
        let isSameField = one.source == other.source && one.position == other.position
        guard !isSameField || first.member.region != second.member.region else { return nil }
        if one.source == other.source,
            let name = first.cells.intersection(second.cells).min()
        {
            return .sameCell(name: name)
        }
        let similarities = first.thumbnails.compactMap { channel, thumbnail in
            second.thumbnails[channel].map { thumbnail.similarity(to: $0) }
        }.sorted()
        guard !similarities.isEmpty else { return nil }
        // Fields of few cells resemble each other in one channel; a copy does in most.
        let usual = similarities[(similarities.count - 1) / 2]
        return usual >= leastCorrelation ? .nearDuplicate(correlation: usual) : nil
    }
}

extension LeakCheck.Pair {
    fileprivate init(
        _ first: LeakEntry, _ second: LeakEntry, _ reason: LeakCheck.Reason,
        frames: [TrainingFrame]
    ) {
        self.first = first.member
        firstPart = first.part
        self.second = second.member
        secondPart = second.part
        self.reason = reason
        let shared =
            switch reason {
            case .sameFrame: "are the same image"
            case .nearDuplicate(let value):
                "look alike (correlation \((value * 100).rounded() / 100))"
            case .sameCell(let name): "both show the cell \(name)"
            }
        let names = [first, second].map { entry in
            let frame = frames[entry.member.frame]
            return
                "\(frame.source) \(frame.position) at \(frame.seconds) s (\(entry.part.rawValue))"
        }
        description = "\(names[0]) and \(names[1]) \(shared)"
    }
}
