/// Parts one position by time, or by space where there are too few frames.
struct WithinSplit {
    let rule: DataSplit.Rule
    let parts: [DataSplit.Part: [DataSplit.Member]]
    let note: String

    /// - Parameter parts: The ones to fill, in the order of time or of space.
    /// - Throws: `cannotSplit`.
    init(
        _ indices: [Int], of frames: [TrainingFrame], options: SplitOptions,
        parts wanted: [DataSplit.Part]
    ) throws(CurationError) {
        let ordered = indices.sorted { (frames[$0].seconds, $0) < (frames[$1].seconds, $1) }
        if let found = Self.byTime(ordered, of: frames, options: options, parts: wanted) {
            self = found
        } else {
            self = try Self.bySpace(ordered, of: frames, options: options, parts: wanted)
        }
    }

    private init(
        rule: DataSplit.Rule, parts: [DataSplit.Part: [DataSplit.Member]], note: String
    ) {
        self.rule = rule
        self.parts = parts
        self.note = note
    }

    /// `nil` where a part would stay empty.
    private static func byTime(
        _ ordered: [Int], of frames: [TrainingFrame], options: SplitOptions,
        parts wanted: [DataSplit.Part]
    ) -> WithinSplit? {
        guard let first = ordered.first, let last = ordered.last else { return nil }
        let duration = frames[last].seconds - frames[first].seconds
        guard duration > 0, duration.isFinite else { return nil }
        let gap = options.gapSeconds ?? duration * 0.05
        let total = wanted.reduce(0) { $0 + options.share($1) }
        let usable = ordered.count - (wanted.count - 1)
        var parts: [DataSplit.Part: [DataSplit.Member]] = [:]
        var place = 0
        var share = 0.0
        for part in wanted {
            share += options.share(part) / total
            let end =
                part == wanted.last
                ? ordered.count : Int((share * Double(usable)).rounded()) + parts.count
            guard place < end else { return nil }
            parts[part] = ordered[place..<end].map { DataSplit.Member(frame: $0) }
            let until = frames[ordered[end - 1]].seconds
            // At least one frame is left out, and all that are too near in time.
            place = end + 1
            while place < ordered.count,
                frames[ordered[place]].seconds < until + gap
                    || frames[ordered[place]].seconds <= until
            { place += 1 }
        }
        let minutes = (gap / 6).rounded() / 10
        return WithinSplit(
            rule: .byTime(gapSeconds: gap), parts: parts,
            note: "1 position is parted by time with a gap of \(minutes) min; "
                + "the same cells are in all parts, so other fields may do worse")
    }

    private static func bySpace(
        _ ordered: [Int], of frames: [TrainingFrame], options: SplitOptions,
        parts wanted: [DataSplit.Part]
    ) throws(CurationError) -> WithinSplit {
        guard let first = ordered.first, let grid = frames[first].pixelGrid else {
            throw CurationError(.empty, "a position without images cannot be split; add images")
        }
        let isWide = grid.width >= grid.height
        let length = isWide ? grid.width : grid.height
        let total = wanted.reduce(0) { $0 + options.share($1) }
        let usable = length - (wanted.count - 1) * options.marginPixels
        let least = wanted.map { options.share($0) / total }.min() ?? 1
        let sizesAgree = ordered.allSatisfy {
            frames[$0].pixelGrid.map { $0 == grid } ?? false
        }
        guard sizesAgree, Double(usable) * least >= Double(options.leastPixels) else {
            throw refusal(ordered.count, frames[first], grid, wanted, options, least)
        }
        var parts: [DataSplit.Part: [DataSplit.Member]] = [:]
        var start = 0
        var share = 0.0
        for (index, part) in wanted.enumerated() {
            share += options.share(part) / total
            let end = Int((share * Double(usable)).rounded()) + index * options.marginPixels
            let region =
                isWide
                ? PixelRegion(x: start, y: 0, width: end - start, height: grid.height)
                : PixelRegion(x: 0, y: start, width: grid.width, height: end - start)
            parts[part] = ordered.map { DataSplit.Member(frame: $0, region: region) }
            start = end + options.marginPixels
        }
        return WithinSplit(
            rule: .bySpace(marginPixels: options.marginPixels), parts: parts,
            note: "1 position is parted by space with \(options.marginPixels) pixels between; "
                + "light, focus and culture are the same in all parts")
    }

    private static func refusal(
        _ count: Int, _ frame: TrainingFrame, _ grid: (width: Int, height: Int),
        _ wanted: [DataSplit.Part], _ options: SplitOptions, _ least: Double
    ) -> CurationError {
        let margins = (wanted.count - 1) * options.marginPixels
        let needed = Int((Double(options.leastPixels) / least).rounded(.up)) + margins
        let frames = count == 1 ? "1 frame" : "\(count) frames"
        return CurationError(
            .cannotSplit,
            "\(frame.source): 1 position, \(frames) of \(grid.width) x \(grid.height) pixels cannot "
                + "be split; record at least 3 positions, or a field at least \(needed) pixels wide"
        )
    }
}
