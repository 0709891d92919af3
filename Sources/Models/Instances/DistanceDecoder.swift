/// Makes objects out of what a network that learnt ``DistanceTargets`` says.
package struct DistanceDecoder: Sendable {
    /// Foreground is what the network holds for likelier than this.
    package var foregroundThreshold: Float = 0.5
    /// A seed is a piece of foreground in which the distance is larger than this. Foreground that
    /// reaches it nowhere is one object a piece: what the image's border cuts shows no middle.
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
        addPieces(of: mask, without: &cores)
        let seeds = ConnectedComponents.label(cores, neighbours: .four)
        var landscape = distance
        for index in landscape.pixels.indices {
            landscape.pixels[index] = -landscape.pixels[index]
        }
        let objects = Watershed.flood(landscape, seeds: seeds, mask: mask)
        return smallestObject > 1 ? objects.removingObjects(smallerThan: smallestObject) : objects
    }

    /// Makes cores of the pieces of `mask` in which there are none.
    private func addPieces(of mask: LabelImage, without cores: inout LabelImage) {
        let pieces = ConnectedComponents.label(mask, neighbours: .four)
        var hasCore = [Bool](repeating: false, count: Int(pieces.largestLabel) + 1)
        for (piece, core) in zip(pieces.labels, cores.labels) where core != 0 {
            hasCore[Int(piece)] = true
        }
        for index in cores.labels.indices where mask.labels[index] != 0 {
            if !hasCore[Int(pieces.labels[index])] { cores.labels[index] = 1 }
        }
    }
}
