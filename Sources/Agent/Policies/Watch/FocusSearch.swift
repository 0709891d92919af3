/// Finds where one position is in focus, from frames of harmless light that are taken anyway.
///
/// From time to time a frame is taken above and one below where the focus is believed to be; the top
/// of the parabola through the three sharpnesses is the new belief. While the top lies beyond them,
/// the search goes on from there.
struct FocusSearch: Sendable {
    /// How far above and below, µm.
    private static let stride = 1.5
    /// Sharpnesses that differ by less say nothing; natural logarithm of the energy.
    private static let least = 0.004

    private let interval: Double
    private let reach: Double
    /// Believed offset of the focus from the planned one, µm.
    private(set) var best = 0.0
    /// Sharpnesses of the search that is on: at the belief, below it and above it.
    private var found: [Double?]?
    /// Seconds at which the last search ended.
    private var lastSearch = -Double.infinity

    /// - Parameters:
    ///   - interval: Seconds from one search to the next.
    ///   - reach: Farthest offset, µm.
    init(interval: Double, reach: Double) {
        self.interval = interval
        self.reach = reach
    }

    private var places: [Double] {
        [best, max(best - Self.stride, -reach), min(best + Self.stride, reach)]
    }

    /// Takes in the sharpness of a frame.
    ///
    /// - Parameter offset: Where it was taken, µm from the planned focus.
    /// - Returns: Where the next one is to be taken.
    mutating func next(after offset: Double, sharpness: Double, at seconds: Double) -> Double {
        if found == nil {
            guard seconds - lastSearch >= interval else { return best }
            found = [nil, nil, nil]
        }
        for (index, place) in places.enumerated() where abs(place - offset) < 0.01 {
            found?[index] = sharpness
        }
        let values = found ?? []
        if let missing = values.firstIndex(of: nil) { return places[missing] }
        conclude(values.compactMap(\.self), at: seconds)
        return best
    }

    private mutating func conclude(_ values: [Double], at seconds: Double) {
        let (middle, below, above) = (values[0], values[1], values[2])
        let slope = above - below
        let bend = above + below - 2 * middle
        let (before, lowest, highest) = (places[0], places[1], places[2])
        found = nil
        lastSearch = seconds
        guard abs(slope) > Self.least || bend < -Self.least else { return }
        let isPeak = bend < -Self.least
        let top =
            isPeak
            ? best - Self.stride * slope / (2 * bend) : slope > 0 ? highest : lowest
        best = min(max(top, lowest), highest)
        // A top beyond what was seen is not the top yet: look again at once.
        let isBeyond = !isPeak || top <= lowest || top >= highest
        if isBeyond, abs(best) < reach {
            lastSearch = -.infinity
        } else if abs(best - before) > Self.stride / 3 {
            // What moves fast is looked after twice as often.
            lastSearch -= interval / 2
        }
    }
}
