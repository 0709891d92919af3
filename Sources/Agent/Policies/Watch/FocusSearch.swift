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
    /// Distance from the focus that is suspected by a loss of sharpness, µm.
    private static let suspect = 0.7

    private let interval: Double
    private let reach: Double
    /// Believed offset of the focus from the planned one, µm.
    private(set) var best = 0.0
    /// Sharpnesses of the search that is on: at the belief, below it and above it.
    private var found: [Double?]?
    /// The last parabola: its top, and how far sharpness lies below it a micrometre away.
    private var top: (sharpness: Double, fall: Double)?
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
            let isDue = seconds - lastSearch >= interval
            guard isDue || isSuspicious(sharpness, offset, at: seconds) else { return best }
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

    private func isSuspicious(_ sharpness: Double, _ offset: Double, at seconds: Double) -> Bool {
        guard let top, abs(offset - best) < 0.01, seconds - lastSearch >= interval / 4 else {
            return false
        }
        return top.sharpness - sharpness > top.fall * Self.suspect * Self.suspect
    }

    private mutating func conclude(_ values: [Double], at seconds: Double) {
        let (middle, below, above) = (values[0], values[1], values[2])
        let slope = above - below
        let bend = above + below - 2 * middle
        let (lowest, highest) = (places[1], places[2])
        self.found = nil
        top = nil
        lastSearch = seconds
        guard abs(slope) > Self.least || bend < -Self.least else { return }
        let isPeak = bend < -Self.least
        let found =
            isPeak
            ? best - Self.stride * slope / (2 * bend) : slope > 0 ? highest : lowest
        top =
            isPeak
            ? (middle - slope * slope / (8 * bend), -bend / (2 * Self.stride * Self.stride)) : nil
        best = min(max(found, lowest), highest)
        // A top beyond what was seen is not the top yet: look again at once.
        let isBeyond = !isPeak || found <= lowest || found >= highest
        if isBeyond, abs(best) < reach { lastSearch = -.infinity }
    }
}
