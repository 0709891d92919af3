/// An object outlined by its distances from a point along evenly spread rays.
package struct StarPolygon: Sendable, Equatable {
    /// Place of the point in pixels of the image.
    package let x: Float
    package let y: Float
    /// How sure the network is that it lies in an object.
    package let probability: Float
    /// In pixels, by ray; see ``StarTargets``.
    package let distances: [Float]

    package init(x: Float, y: Float, probability: Float, distances: [Float]) {
        self.x = x
        self.y = y
        self.probability = probability
        self.distances = distances
    }
}
