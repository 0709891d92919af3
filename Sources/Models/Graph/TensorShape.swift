/// How many images a tensor holds and how large they are.
///
/// In memory the channel runs fastest, then x, then y, then the image.
package struct TensorShape: Sendable, Hashable, CustomStringConvertible {
    package var batch: Int
    package var channels: Int
    package var height: Int
    package var width: Int

    package init(batch: Int = 1, channels: Int, height: Int, width: Int) {
        self.batch = batch
        self.channels = channels
        self.height = height
        self.width = width
    }

    /// How many numbers.
    package var count: Int { batch * channels * height * width }
    package var pixelCount: Int { batch * height * width }

    package var description: String { "\(batch) × \(channels) × \(height) × \(width)" }
}
