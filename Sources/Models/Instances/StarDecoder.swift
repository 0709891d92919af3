/// Makes objects out of what a star-convex network says.
///
/// - Source: StarDist; thresholds of its published model for fluorescent nuclei.
package struct StarDecoder: Sendable {
    /// Pixels that are likelier than this propose an object.
    package var probabilityThreshold: Float = 0.418
    /// Of two proposals the likelier one stays where they share more than this part of the smaller.
    package var overlapThreshold: Float = 0.5

    package init() {}

    /// The polygons that stay, the likeliest first.
    ///
    /// - Parameters:
    ///   - probability: Probabilities, not logits.
    ///   - distances: In pixels of the image; shape `[ray, height, width]` with the size of
    ///     `probability`; below 0 counts as 0.
    ///   - grid: Pixels of the image from one value to the next.
    package func polygons(probability: FloatImage, distances: [Float], grid: Int = 1)
        -> [StarPolygon]
    {
        let plane = probability.pixels.count
        guard plane > 0 else { return [] }
        precondition(distances.count % plane == 0, "each ray has an image of distances")
        let rayCount = distances.count / plane
        let places = probability.pixels.indices.filter {
            probability.pixels[$0] > probabilityThreshold
        }
        let proposals = places.map { place in
            StarPolygon(
                x: Float(place % probability.width * grid),
                y: Float(place / probability.width * grid), probability: probability.pixels[place],
                distances: (0..<rayCount).map { max(0, distances[$0 * plane + place]) })
        }
        return suppress(proposals)
    }

    /// Drops every polygon that overlaps a likelier one that stays; the likeliest first.
    package func suppress(_ proposals: [StarPolygon]) -> [StarPolygon] {
        // Equal ones in the order in which they came.
        let likely = proposals.map(\.probability)
        let order = proposals.indices.sorted {
            likely[$0] > likely[$1] || (likely[$0] == likely[$1] && $0 < $1)
        }
        let sorted = order.map { proposals[$0] }
        var overlap = StarOverlap(sorted)
        var cells = StarCells(sorted, side: 2 * overlap.largestReach)
        var isDropped = [Bool](repeating: false, count: sorted.count)
        var kept: [StarPolygon] = []
        for next in sorted.indices where !isDropped[next] {
            kept.append(sorted[next])
            isDropped[next] = true
            overlap.select(next)
            cells.removeAll(near: sorted[next]) { other in
                if !isDropped[other] {
                    isDropped[other] = overlap.exceeds(overlapThreshold, with: other)
                }
                return isDropped[other]
            }
        }
        return kept
    }

    /// The objects as labels 1, 2, 3…, the likeliest first; where they overlap, that one wins.
    package func decode(
        probability: FloatImage, distances: [Float], grid: Int = 1, width: Int, height: Int
    ) -> LabelImage {
        let polygons = polygons(probability: probability, distances: distances, grid: grid)
        return Self.render(polygons, width: width, height: height)
    }

    /// Draws polygons, each over those after it, as labels 1, 2, 3….
    package static func render(_ polygons: [StarPolygon], width: Int, height: Int) -> LabelImage {
        var image = LabelImage(width: width, height: height)
        guard let rayCount = polygons.first?.distances.count else { return image }
        let corners = StarCorners(polygons)
        var scan = PolygonScan(edgeCount: rayCount)
        for index in polygons.indices {
            let bounds = corners.bounds[index]
            let top = max(0, Int(bounds.top.rounded(.up)))
            let bottom = min(height - 1, Int(bounds.bottom.rounded(.down)))
            guard top <= bottom else { continue }
            scan.fill(corners, index, firstLine: Float(top), spacing: 1, count: bottom - top + 1)
            for line in 0...(bottom - top) {
                let start = (top + line) * width
                scan.forEachSpan(line) { left, right in
                    let first = max(0, Int(left.rounded(.up)))
                    let last = min(width - 1, Int(right.rounded(.down)))
                    guard first <= last else { return }
                    for place in (start + first)...(start + last) where image.labels[place] == 0 {
                        image.labels[place] = Int32(index + 1)
                    }
                }
            }
        }
        return image
    }
}
