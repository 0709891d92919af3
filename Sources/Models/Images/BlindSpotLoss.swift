/// How well a denoiser foretells pixels from their surroundings alone, without knowing the truth.
///
/// Pixels of a 4 × 4 grid are hidden class by class; each is replaced by the mean of its four
/// neighbours before the denoiser sees the image, and compared with what it was.
///
/// - Source: J. Batson & L. Royer, Noise2Self, ICML 2019.
package struct BlindSpotLoss: Sendable {
    private static let pitch = 4
    private let classes: Int

    /// - Parameter classes: How many of the 16 classes to hide, one after the other.
    package init(classes: Int = 16) {
        precondition((1...16).contains(classes), "there are 16 classes")
        self.classes = classes
    }

    /// The mean squared error over the hidden pixels; infinite where none could be hidden.
    package func value<Failure>(
        for image: FloatImage, denoiser: (FloatImage) throws(Failure) -> FloatImage
    ) throws(Failure) -> Double {
        var sum = 0.0
        var count = 0
        for index in 0..<classes {
            // Steps of 5 scatter the first classes over rows and columns.
            let place = index * 5 % 16
            let column = place % Self.pitch
            let row = place / Self.pitch
            let guess = try denoiser(hidden(image, column: column, row: row))
            for y in stride(from: row, to: image.height, by: Self.pitch) {
                for x in stride(from: column, to: image.width, by: Self.pitch) {
                    let difference = Double(guess[x, y] - image[x, y])
                    sum += difference * difference
                    count += 1
                }
            }
        }
        return count > 0 ? sum / Double(count) : .infinity
    }

    private func hidden(_ image: FloatImage, column: Int, row: Int) -> FloatImage {
        var result = image
        for y in stride(from: row, to: image.height, by: Self.pitch) {
            let above = Border.single(y - 1, count: image.height)
            let below = Border.single(y + 1, count: image.height)
            for x in stride(from: column, to: image.width, by: Self.pitch) {
                let left = Border.single(x - 1, count: image.width)
                let right = Border.single(x + 1, count: image.width)
                result[x, y] =
                    (image[left, y] + image[right, y] + image[x, above] + image[x, below]) / 4
            }
        }
        return result
    }
}
