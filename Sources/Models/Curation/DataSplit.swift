/// Which frames are trained on, which decide when to stop, and which only judge.
///
/// Positions are never parted: neighbouring frames and patches of one field are near copies of each
/// other, and a network that has seen one has seen the other. Where there is a single position,
/// time (with a gap) or space (with a margin) parts it, and ``notes`` says so.
package struct DataSplit: Sendable, Equatable {
    package enum Part: String, Sendable, Codable, CaseIterable {
        case training
        case validation
        case test
    }

    /// A frame, or a piece of it.
    package struct Member: Sendable, Hashable {
        /// Its index in the list that was split.
        package var frame: Int
        /// `nil` for all of it.
        package var region: PixelRegion?
    }

    package enum Rule: Sendable, Equatable {
        case byPosition
        /// One of two positions trains; time or space parts the other.
        case byPositionThenWithin
        /// Nothing within `gapSeconds` of another part is used.
        case byTime(gapSeconds: Double)
        /// A strip of `marginPixels` between parts is not used.
        case bySpace(marginPixels: Int)
    }

    package let rule: Rule
    package internal(set) var parts: [Part: [Member]]
    /// What a reader must know about it.
    package internal(set) var notes: [String]

    /// Splits `frames`; the same way for the same seed.
    ///
    /// Sources with at least three positions are split each on its own, so that adding a source
    /// leaves the others as they were. Positions of smaller sources take turns in the order given,
    /// so that a source added at the end leaves the earlier ones as they were.
    ///
    /// - Parameters:
    ///   - classes: How many examples of which class a frame holds; rare ones are spread first.
    /// - Throws: ``CurationError`` with `empty` or `cannotSplit`.
    package init(
        _ frames: [TrainingFrame], options: SplitOptions = SplitOptions(),
        classes: (TrainingFrame) -> [String: Int] = DataSplit.states
    ) throws(CurationError) {
        guard !frames.isEmpty else {
            throw CurationError(
                .empty, "no frames to split; name a run or a folder that holds images")
        }
        let groups = PositionGroup.of(frames, classes: classes)
        switch groups.count {
        case 1:
            let within = try WithinSplit(
                groups[0].frames, of: frames, options: options, parts: Part.allCases)
            (rule, parts, notes) = (within.rule, within.parts, [within.note])
        case 2:
            let order = PositionGroup.shuffled(groups, seed: options.seed)
            let within = try WithinSplit(
                order[1].frames, of: frames, options: options, parts: [.validation, .test])
            rule = .byPositionThenWithin
            parts = within.parts
            parts[.training] = order[0].frames.map { Member(frame: $0) }
            notes = ["only 2 positions: one trains, the other is parted; \(within.note)"]
        default:
            rule = .byPosition
            let assigned = PositionAssignment(groups, options: options)
            parts = assigned.parts.mapValues { $0.map { Member(frame: $0) } }
            notes = assigned.notes
        }
    }

    /// The same where other frames judge: what would have judged trains, too.
    package func judged(by heldOut: Range<Int>) -> DataSplit {
        var result = self
        result.parts[.training, default: []] += parts[.test] ?? []
        result.parts[.test] = heldOut.map { Member(frame: $0) }
        return result
    }

    /// How many cells of a frame are in which state.
    package static func states(_ frame: TrainingFrame) -> [String: Int] {
        frame.cells.reduce(into: [:]) { counts, cell in
            if let state = cell.state { counts[state, default: 0] += 1 }
        }
    }

    /// The frames of a part, cut to their regions.
    package func frames(_ part: Part, of frames: [TrainingFrame]) -> [TrainingFrame] {
        (parts[part] ?? []).map { member in
            guard let region = member.region else { return frames[member.frame] }
            return frames[member.frame].cropped(to: region)
        }
    }

    /// What went where, for the training's record.
    package func shares(
        of frames: [TrainingFrame],
        classes: (TrainingFrame) -> [String: Int] = DataSplit.states
    ) -> [TrainingRecord.Share] {
        Part.allCases.map { part in
            let members = self.frames(part, of: frames)
            var counts: [String: Int] = [:]
            for frame in members { counts.merge(classes(frame)) { $0 + $1 } }
            return TrainingRecord.Share(
                part: part.rawValue,
                positions: Set(members.map { "\($0.source) \($0.position)" }).sorted(),
                frameCount: members.count,
                cellCount: members.reduce(0) { $0 + $1.cells.count }, classes: counts)
        }
    }
}
