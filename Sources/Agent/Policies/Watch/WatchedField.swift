import Models

/// What is believed of one position: its round cells, how likely each divides, and when fluorescence
/// last showed them.
struct WatchedField: Sendable {
    private let settings: EventDrivenSettings
    private var watch: PositionWatch
    private var beliefs: [Int: EventBelief] = [:]
    /// Seconds of run time at which fluorescence last showed the position.
    private(set) var lastView: Double?

    init(_ settings: EventDrivenSettings) {
        self.settings = settings
        watch = PositionWatch(settings)
    }

    /// Cells that are worth light, with the probability that each divides.
    func events(at seconds: Double) -> [(track: RoundedCellTrack, probability: Double)] {
        watch.tracks.filter(\.isSpending).map { ($0, probability(of: $0, at: seconds)) }
    }

    private func probability(of track: RoundedCellTrack, at seconds: Double) -> Double {
        // A body that was seen to split is no longer in doubt.
        if case .split = track.stage { return 1 }
        return beliefs[track.number]?.probability(at: seconds) ?? 0
    }

    /// Takes in the rounded cells of one frame.
    ///
    /// - Returns: A sentence for each cell whose stage changed.
    mutating func update(with observation: Observation) -> [String] {
        let notes = watch.update(
            with: observation.features.candidates, at: observation.seconds,
            pixelMicrometers: observation.pixelMicrometers)
        var kept: [Int: EventBelief] = [:]
        for track in watch.tracks {
            var belief = beliefs[track.number] ?? EventBelief(firstSeen: track.firstSeen)
            belief.update(score: track.score)
            kept[track.number] = belief
        }
        beliefs = kept
        return notes
    }

    mutating func viewed(at seconds: Double) { lastView = seconds }

    /// What a view is worth, all cells together, if the next one could only come at `seconds`.
    func worth(at seconds: Double, _ view: ViewWorth) -> Double {
        events(at: seconds).reduce(0) { sum, event in
            let since = max(lastView ?? event.track.firstSeen, event.track.firstSeen)
            return sum + view.worth(probability: event.probability, gap: seconds - since)
        }
    }

    /// What is dimmer than this share of a frame's brightest structure is haze, noise, or a cell's edge.
    static let leastShare = 1.0 / 3

    /// The brightness of the dimmest of a frame's structures that are neither haze nor noise,
    /// electrons per pixel.
    static func dimStructure(in observation: Observation) -> Double? {
        let peaks = (observation.features.structures ?? []).map(\.peakElectrons)
        guard let most = peaks.max() else { return nil }
        return peaks.filter { $0 >= leastShare * most }.min()
    }

    /// The brightness of the dimmest of the cells that are worth light, electrons per pixel.
    ///
    /// - Returns: `nil` where one of them is not among the frame's bright structures, or none is
    ///   worth light.
    func dimmestEvent(in observation: Observation) -> Double? {
        let spots = observation.features.spots ?? []
        let pixel = observation.pixelMicrometers
        var dimmest: Double?
        for (track, _) in events(at: observation.seconds) {
            let reach: Double
            if case .split = track.stage {
                reach = settings.daughterReach
            } else {
                reach = settings.reach
            }
            let near = spots.filter { track.distance(x: $0.x * pixel, y: $0.y * pixel) <= reach }
            guard let peak = near.map(\.peakElectrons).max() else { return nil }
            dimmest = min(dimmest ?? peak, peak)
        }
        return dimmest
    }
}
