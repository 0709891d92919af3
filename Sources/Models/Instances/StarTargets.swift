/// What a star-convex network learns from a mask: how central each pixel is, and how far it is to
/// the border along rays.
///
/// - Source: U. Schmidt, M. Weigert, C. Broaddus & G. Myers, Cell detection with star-convex
///   polygons, MICCAI 2018; ray k points along the angle 2πk / count, from x towards y.
package struct StarTargets: Sendable, Equatable {
    package static let defaultRayCount = 32

    /// Distance to the border over the largest in the object: 0...1.
    package let probability: FloatImage
    /// In pixels of the mask; shape `[ray, height, width]`, 0 on background.
    package let distances: [Float]
    package let rayCount: Int

    /// - Parameters:
    ///   - labels: Labels of at least 0, not much larger than their number.
    ///   - grid: Every how many pixels, along both axes, a value is wanted.
    package init(labels: LabelImage, rayCount: Int = defaultRayCount, grid: Int = 1) {
        precondition(grid > 0 && rayCount > 2, "a polygon has three corners")
        self.rayCount = rayCount
        let width = (labels.width + grid - 1) / grid
        let height = (labels.height + grid - 1) / grid
        let toBorder = DistanceTransform.toBorder(of: labels)
        let depth = DistanceTargets.normalised(toBorder, by: labels)
        var probability = FloatImage(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width { probability[x, y] = depth[x * grid, y * grid] }
        }
        self.probability = probability
        let rays = StarRays(count: rayCount)
        distances = rays.march(labels, toBorder: toBorder, grid: grid, width: width, height: height)
    }
}
