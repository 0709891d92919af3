/// Parts touching objects at their waists.
package struct DistanceSplitting: Sendable {
    /// Standard deviation in pixels of the blur that keeps a ragged border from making peaks.
    package var smoothing = 1.0
    /// How far in pixels the width must shrink between two parts.
    package var height: Float = 0.75

    package init() {}

    /// - Parameter mask: Not 0 where there is an object.
    /// - Returns: Labels 1, 2, 3…, from the widest object down.
    package func split(_ mask: LabelImage) -> LabelImage {
        let isInside = LabelImage(
            width: mask.width, height: mask.height, labels: mask.labels.map { $0 != 0 ? 1 : 0 })
        var distance = DistanceTransform.toBorder(of: isInside)
        let longest = Float(max(mask.width, mask.height))
        for index in distance.pixels.indices {
            distance.pixels[index] = min(distance.pixels[index], longest)
        }
        var smooth = GaussianFilter(sigma: smoothing).apply(to: distance)
        for index in smooth.pixels.indices where isInside.labels[index] == 0 {
            smooth.pixels[index] = 0
        }
        let seeds = PeakSeeds.find(in: smooth, height: height)
        return Watershed.flood(
            smooth, seeds: seeds, mask: isInside, neighbours: .eight, fromAbove: true)
    }
}
