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
        var (mask, cores) = masks(foreground, distance)
        addPieces(of: mask, without: &cores)
        let seeds = ConnectedComponents.label(cores, neighbours: .four)
        let objects = Watershed.flood(distance, seeds: seeds, mask: mask, fromAbove: true)
        return smallestObject > 1 ? objects.removingObjects(smallerThan: smallestObject) : objects
    }

    /// Where there is foreground, and where that is deep enough for a seed.
    private func masks(
        _ foreground: FloatImage, _ distance: FloatImage
    ) -> (mask: LabelImage, cores: LabelImage) {
        var mask = LabelImage(width: foreground.width, height: foreground.height)
        var cores = mask
        foreground.pixels.withUnsafeBufferPointer { foreground in
            distance.pixels.withUnsafeBufferPointer { distance in
                mask.labels.withUnsafeMutableBufferPointer { mask in
                    cores.labels.withUnsafeMutableBufferPointer { cores in
                        for index in mask.indices {
                            let isInside: Int32 = foreground[index] > foregroundThreshold ? 1 : 0
                            mask[index] = isInside
                            cores[index] = distance[index] > seedThreshold ? isInside : 0
                        }
                    }
                }
            }
        }
        return (mask, cores)
    }

    /// Makes cores of the pieces of `mask` in which there are none.
    private func addPieces(of mask: LabelImage, without cores: inout LabelImage) {
        let pieces = ConnectedComponents.label(mask, neighbours: .four)
        var hasCore = [Bool](repeating: false, count: Int(pieces.largestLabel) + 1)
        pieces.labels.withUnsafeBufferPointer { pieces in
            cores.labels.withUnsafeMutableBufferPointer { cores in
                for index in cores.indices where cores[index] != 0 {
                    hasCore[Int(pieces[index])] = true
                }
                // No piece is number 0.
                hasCore[0] = true
                for index in cores.indices where !hasCore[Int(pieces[index])] {
                    cores[index] = 1
                }
            }
        }
    }
}
