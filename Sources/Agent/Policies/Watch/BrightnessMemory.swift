import Models

/// How bright a position's structures were when it was last seen, so that one that brightens is
/// noticed.
struct BrightnessMemory: Sendable {
    /// Structures lie at least 15 µm apart, and move a little between two views: whatever was bright
    /// had one as bright so near, µm.
    private static let reach = 20.0
    /// How far above its noise a rise must stand.
    private static let leastSigma = 5.0
    /// Pixels that a structure's peak is the mean of.
    private static let pixels = 64.0

    /// A structure with its electrons per pixel for each second and milliwatt, and their variance.
    private struct Known: Sendable {
        let spot: BrightSpot
        let rate: Double
        let variance: Double
    }

    private var known: [Known] = []

    /// Takes in a frame.
    ///
    /// - Parameter factor: What a structure must be brighter by.
    /// - Returns: How many structures are brighter by as much than any near their place was.
    mutating func brightened(in observation: Observation, by factor: Double) -> Int {
        let light = observation.exposureSeconds * observation.powerMilliwatts
        guard light > 0, let signal = observation.features.signal,
            let structures = observation.features.structures
        else { return 0 }
        let seen = structures.map { spot in
            let electrons =
                spot.peakElectrons + signal.backgroundElectrons + signal.readVariance
            return Known(
                spot: spot, rate: spot.peakElectrons / light,
                variance: max(electrons, 0) / Self.pixels / (light * light))
        }
        defer { known = seen }
        // What was not among the structures was no brighter than the dimmest of them.
        guard let dimmest = known.min(by: { $0.rate < $1.rate }) else { return 0 }
        let reach = Self.reach / observation.pixelMicrometers
        return seen.count { now in
            let near = known.filter { $0.spot.distance(to: now.spot) <= reach }
            let before = near.max { $0.rate < $1.rate } ?? dimmest
            let sigma = (now.variance + before.variance).squareRoot()
            return now.rate >= factor * before.rate
                && now.rate - before.rate >= Self.leastSigma * sigma
        }
    }
}
