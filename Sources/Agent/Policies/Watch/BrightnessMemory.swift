import Models

/// How bright a position's structures were when it was last seen, so that one that brightens is
/// noticed, and by how much it did.
struct BrightnessMemory: Sendable {
    /// Structures lie at least 15 µm apart, and move a little between two views: whatever was bright
    /// had one as bright so near, µm.
    private static let reach = 20.0
    /// How far a structure that has brightened moves from one view to the next, µm.
    private static let step = 10.0
    /// For how long a structure that has brightened is followed, seconds: what rises in this time is
    /// the same rise.
    private static let followed = 600.0
    /// How far above its noise a rise must stand.
    private static let leastSigma = 5.0
    /// Share of a rise that is enough to notice it: noise may take the rest.
    private static let noticed = 0.6
    /// A structure so near the border may only have come in, µm.
    private static let border = 3.0
    /// How bright a place was at least, as a share of a structure that counts, for what is there now to
    /// tell by how much a structure rises.
    private static let leastRest = 1.0 / 3
    /// Pixels that a structure's peak is the mean of.
    private static let pixels = 64.0

    /// A structure with its electrons per pixel for each second and milliwatt, and their variance.
    private struct Known: Sendable {
        let spot: BrightSpot
        let rate: Double
        let variance: Double
    }

    /// A structure that has brightened.
    private struct Rise: Sendable {
        var spot: BrightSpot
        /// Its brightness before.
        let rest: Double
        /// Whether that was the brightness of a structure, and not of what lay between structures.
        let wasSeen: Bool
        /// The greatest since, in times of it.
        var amount: Double
        /// Seconds until which it is followed.
        let end: Double
    }

    private var known: [Known] = []
    private var rises: [Rise] = []

    /// How many times as bright each structure became that was well seen before.
    var amounts: [Double] { rises.filter(\.wasSeen).map(\.amount) }

    /// Takes in a frame.
    ///
    /// - Parameter factor: What a structure is brighter by that counts.
    /// - Returns: How many structures are brighter by as much, but for noise, than any near their
    ///   place was.
    mutating func brightened(in observation: Observation, by factor: Double) -> Int {
        let seen = structures(of: observation)
        guard !seen.isEmpty else { return 0 }
        defer { known = seen }
        follow(seen, observation)
        // What was not among the structures was no brighter than the dimmest of them.
        guard let dimmest = known.min(by: { $0.rate < $1.rate }),
            let brightest = known.max(by: { $0.rate < $1.rate })
        else { return 0 }
        let reach = Self.reach / observation.pixelMicrometers
        let least = 1 + Self.noticed * (factor - 1)
        let worthwhile = WatchedField.leastShare * brightest.rate
        var count = 0
        for now in seen where now.rate >= worthwhile && isInside(now.spot, observation) {
            let near = known.filter { $0.spot.distance(to: now.spot) <= reach }
                .max { $0.rate < $1.rate }
            let before = near ?? dimmest
            let sigma = (now.variance + before.variance).squareRoot()
            guard now.rate >= least * before.rate,
                now.rate - before.rate >= Self.leastSigma * sigma
            else { continue }
            let isKnown = rises.contains {
                observation.seconds < $0.end && $0.spot.distance(to: now.spot) <= reach
            }
            guard !isKnown, before.rate > 0 else { continue }
            count += 1
            rises.append(
                Rise(
                    spot: now.spot, rest: before.rate,
                    wasSeen: near != nil && before.rate >= Self.leastRest * worthwhile,
                    amount: now.rate / before.rate, end: observation.seconds + Self.followed))
        }
        return count
    }

    private func isInside(_ spot: BrightSpot, _ observation: Observation) -> Bool {
        guard let width = observation.width, let height = observation.height else { return true }
        let margin = Self.border / observation.pixelMicrometers
        return min(spot.x, Double(width) - spot.x, spot.y, Double(height) - spot.y) >= margin
    }

    private func structures(of observation: Observation) -> [Known] {
        let light = observation.exposureSeconds * observation.powerMilliwatts
        guard light > 0, let signal = observation.features.signal,
            let structures = observation.features.structures
        else { return [] }
        return structures.map { spot in
            let electrons =
                spot.peakElectrons + signal.backgroundElectrons + signal.readVariance
            return Known(
                spot: spot, rate: spot.peakElectrons / light,
                variance: max(electrons, 0) / Self.pixels / (light * light))
        }
    }

    /// Looks up what has brightened in the next frames.
    private mutating func follow(_ seen: [Known], _ observation: Observation) {
        let step = Self.step / observation.pixelMicrometers
        for index in rises.indices where observation.seconds <= rises[index].end {
            let place = rises[index].spot
            guard
                let now = seen.min(by: {
                    $0.spot.distance(to: place) < $1.spot.distance(to: place)
                }), now.spot.distance(to: place) <= step
            else { continue }
            rises[index].spot = now.spot
            rises[index].amount = max(rises[index].amount, now.rate / rises[index].rest)
        }
    }
}
