/// Many numbers to one, over some of the axes of each image, which keep the length 1.
package struct Reduction: Sendable, Hashable {
    package enum Measure: Sendable, Hashable {
        case mean, sum, maximum, minimum, absoluteSum, squareSum, length
    }

    package var measure: Measure
    package var overChannels: Bool
    package var overHeight: Bool
    package var overWidth: Bool

    func shape(of source: TensorShape) -> TensorShape {
        TensorShape(
            batch: source.batch, channels: overChannels ? 1 : source.channels,
            height: overHeight ? 1 : source.height, width: overWidth ? 1 : source.width)
    }
}
