/// A crop to learn from, and what each answer should be.
package struct CropExample: Sendable {
    /// Square, all of one size.
    package var images: [FloatImage]
    /// Standard deviation of the background in each image.
    package var noise: [Float]
    /// Numbers of all terms of the objective, one after the other.
    package var targets: [Float]
    /// What the example counts in each term; 0 where the truth is unknown.
    package var weights: [Float]
    /// Groups are drawn by their size and the task's balance.
    package var group: Int

    package init(
        images: [FloatImage], noise: [Float], targets: [Float], weights: [Float], group: Int = 0
    ) {
        self.images = images
        self.noise = noise
        self.targets = targets
        self.weights = weights
        self.group = group
    }
}
