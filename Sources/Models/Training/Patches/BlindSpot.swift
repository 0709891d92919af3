/// Hides single pixels of a patch, so that a network learns from noisy images alone.
///
/// What is hidden is replaced by the median of its neighbours without itself: any trace of the
/// pixel itself would teach the network to copy it.
///
/// - Source: Krull, Buchholz and Jug, CVPR 2019; the median from Höck et al., 2022 (N2V2).
package struct BlindSpot: Sendable, Hashable {
    /// The share of pixels that is hidden.
    package var share = 0.05
    /// The neighbours lie so many pixels away at most.
    package var reach = 2

    package init() {}

    /// Hides pixels of one channel and marks them with 1 in `mask`.
    func hide(
        _ pixels: UnsafeMutablePointer<Float>, width: Int, height: Int,
        mask: UnsafeMutablePointer<Float>, random: inout SplitMix64
    ) {
        let count = width * height
        for index in 0..<count { mask[index] = 0 }
        let hiddenCount = max(1, Int((share * Double(count)).rounded()))
        var hidden: [(place: Int, value: Float)] = []
        hidden.reserveCapacity(hiddenCount)
        withUnsafeTemporaryAllocation(
            of: Float.self, capacity: (2 * reach + 1) * (2 * reach + 1)
        ) { neighbours in
            for _ in 0..<hiddenCount {
                let place = Int(random.next() % UInt64(count))
                let value = median(
                    around: place, pixels, width: width, height: height, neighbours)
                hidden.append((place, value))
            }
        }
        // Only now, so that no median is taken of medians.
        for (place, value) in hidden {
            pixels[place] = value
            mask[place] = 1
        }
    }

    private func median(
        around place: Int, _ pixels: UnsafeMutablePointer<Float>, width: Int, height: Int,
        _ neighbours: UnsafeMutableBufferPointer<Float>
    ) -> Float {
        let (x, y) = (place % width, place / width)
        var count = 0
        for row in max(0, y - reach)...min(height - 1, y + reach) {
            for column in max(0, x - reach)...min(width - 1, x + reach)
            where row != y || column != x {
                neighbours[count] = pixels[row * width + column]
                count += 1
            }
        }
        var sorted = UnsafeMutableBufferPointer(rebasing: neighbours[..<count])
        sorted.sort()
        return count % 2 == 1
            ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2
    }
}
