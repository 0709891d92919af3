/// Makes objects out of what a network that learnt ``DistanceTargets`` says.
package struct DistanceDecoder: Sendable {
    /// Foreground is what the network holds for likelier than this.
    package var foregroundThreshold: Float = 0.5
    /// A seed is a piece of foreground in which the distance is larger than this.
    package var seedThreshold: Float = 0.45
    /// Smaller objects are dropped; pixels.
    package var smallestObject = 0

    package init() {}

    /// - Parameters:
    ///   - foreground: Probabilities, not logits.
    ///   - distance: About 0...1; of the same size.
    /// - Returns: Labels 1, 2, 3….
    package func decode(foreground: FloatImage, distance: FloatImage) -> LabelImage {
        precondition(
            foreground.width == distance.width && foreground.height == distance.height,
            "both heads have one size")
        let mask = LabelImage(foreground, above: foregroundThreshold)
        var cores = LabelImage(distance, above: seedThreshold)
        for index in cores.labels.indices { cores.labels[index] &= mask.labels[index] }
        let seeds = ConnectedComponents.label(cores, neighbours: .four)
        var landscape = distance
        for index in landscape.pixels.indices {
            landscape.pixels[index] = -landscape.pixels[index]
        }
        let objects = Watershed.flood(landscape, seeds: seeds, mask: mask)
        return smallestObject > 1 ? objects.removingObjects(smallerThan: smallestObject) : objects
    }
}
