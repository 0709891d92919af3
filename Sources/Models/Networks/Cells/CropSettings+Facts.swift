extension CropSettings {
    /// Keys under `config: tarsier:` of a package of single cells.
    package enum Fact {
        static let pixels = "crop_pixels"
        static let micrometers = "crop_pixel_um"
        static let dilation = "crop_dilation_um"
        static let disc = "crop_disc_um"
        static let unit = "crop_unit"
        static let history = "crop_history"
        static let seconds = "crop_history_seconds"
    }

    /// What follows a channel's name where its earlier image is meant.
    static let earlier = " earlier"

    /// Whether an earlier frame goes along.
    package var hasHistory: Bool { history != .none }

    /// How long before the frame the earlier one was taken; `nil` where none goes along.
    package var historySeconds: Double? {
        switch history {
        case .none: nil
        case .samePlace(let seconds), .sameCell(let seconds): seconds
        }
    }

    /// The names of a crop's images, in their order.
    package var inputChannels: [String] {
        channels + (hasHistory ? channels.map { $0 + Self.earlier } : [])
    }

    /// All that is needed to cut crops alike, but for the channels.
    package var facts: [String: PackageFact] {
        var facts: [String: PackageFact] = [
            Fact.pixels: .number(Double(pixels)), Fact.micrometers: .number(pixelMicrometers),
            Fact.dilation: .number(dilationMicrometers), Fact.disc: .number(discMicrometers),
            Fact.unit: .text(unit.rawValue),
        ]
        switch history {
        case .none: facts[Fact.history] = .text("none")
        case .samePlace(let seconds):
            facts[Fact.history] = .text("same place")
            facts[Fact.seconds] = .number(seconds)
        case .sameCell(let seconds):
            facts[Fact.history] = .text("same cell")
            facts[Fact.seconds] = .number(seconds)
        }
        return facts
    }

    /// The settings that a package's crops were cut with.
    ///
    /// - Parameters:
    ///   - inputChannels: The names of the network's input.
    /// - Throws: `NetworkError` where a fact is missing or absurd.
    package init(
        facts: [String: PackageFact], inputChannels: [String], package name: String
    ) throws(NetworkError) {
        func number(_ key: String, _ range: ClosedRange<Double>) throws(NetworkError) -> Double {
            guard let value = facts[key]?.number, range.contains(value) else {
                throw NetworkError(
                    name,
                    "\(key) must be a number from \(range.lowerBound) to \(range.upperBound); "
                        + "train the network again")
            }
            return value
        }
        let pixels = try number(Fact.pixels, 8...512)
        guard let unit = facts[Fact.unit]?.text.flatMap(Unit.init), pixels == pixels.rounded()
        else {
            let known = Unit.allCases.map(\.rawValue).joined(separator: ", ")
            throw NetworkError(
                name, "\(Fact.unit) must be one of \(known), and \(Fact.pixels) a whole number")
        }
        var history = History.none
        switch facts[Fact.history]?.text {
        case "none": break
        case "same place": history = .samePlace(seconds: try number(Fact.seconds, 0...1e7))
        case "same cell": history = .sameCell(seconds: try number(Fact.seconds, 0...1e7))
        default:
            throw NetworkError(
                name, "\(Fact.history) must be none, same place or same cell; train it again")
        }
        self.init(
            channels: try Self.channels(inputChannels, hasHistory: history != .none, name),
            pixels: Int(pixels), pixelMicrometers: try number(Fact.micrometers, 0.01...100),
            dilationMicrometers: try number(Fact.dilation, 0...1000),
            discMicrometers: try number(Fact.disc, 0.01...1000), unit: unit, history: history)
    }

    private static func channels(
        _ names: [String], hasHistory: Bool, _ package: String
    ) throws(NetworkError) -> [String] {
        let now = hasHistory ? Array(names.prefix(names.count / 2)) : names
        let all = hasHistory ? now + now.map { $0 + earlier } : now
        guard !now.isEmpty, now.count <= 16, all == names,
            !now.contains(where: { $0.hasSuffix(earlier) })
        else {
            throw NetworkError(
                package,
                "its input has the channels \(names.prefix(8).joined(separator: ", ")); each "
                    + "channel now, then each with \"\(earlier)\" if it needs an earlier frame")
        }
        return now
    }
}
