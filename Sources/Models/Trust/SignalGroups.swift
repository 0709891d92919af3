/// Parts calibration frames by their signal: what holds on average may not hold in dim light.
enum SignalGroups {
    /// Groups of one size, from the least signal to the most.
    ///
    /// - Parameters:
    ///   - frames: The signal of each frame in electrons, and what is known of it.
    ///   - fewest: Frames that a group has at least.
    ///   - most: Groups that there are at most.
    /// - Returns: For each group its largest signal; `nil` where the frames are too few for two.
    static func parts<Part>(
        _ frames: [(signal: Double, part: Part)], fewest: Int, most: Int
    ) -> [(largestSignal: Double, parts: [Part])]? {
        let count = min(most, frames.count / fewest)
        guard count >= 2 else { return nil }
        let sorted = frames.sorted { $0.signal < $1.signal }
        return (0..<count).map { index in
            let part = sorted[sorted.count * index / count..<sorted.count * (index + 1) / count]
            return (part.last?.signal ?? 0, part.map(\.part))
        }
    }
}
