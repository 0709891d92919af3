/// A U-Net that takes and gives images, small enough for every frame.
///
/// At its ends blocks of pixels become channels and channels blocks of pixels, so that all its
/// convolutions work on a quarter of the pixels, with channels enough to fill the processor's
/// vectors. With a block of 1 it is a plain U-Net.
///
/// - Source: the U-Net of CARE (nearest up-sampling, two convolutions a level, no normalisation);
///   pixel blocks from Shi et al., CVPR 2016.
package struct ImageNetwork: Sendable, Hashable, Codable {
    /// One group of channels that the network gives.
    package struct Head: Sendable, Hashable, Codable {
        package var channels: Int
        /// Above 0, as a scale must be.
        package var isPositive: Bool

        package init(channels: Int, isPositive: Bool = false) {
            self.channels = channels
            self.isPositive = isPositive
        }
    }

    /// One tensor that the network gives: its heads one after the other.
    package struct Output: Sendable, Hashable, Codable {
        package var name: String
        package var heads: [Head]

        package init(_ name: String, _ heads: [Head]) {
            self.name = name
            self.heads = heads
        }
    }

    package var inputChannels = 1
    package var outputs: [Output]
    /// Channels of the levels, from the largest image to the smallest.
    package var widths = [16, 32, 64]
    /// Side of the squares of pixels that become channels.
    package var block = 2
    /// How much larger than its input the output is.
    package var magnification = 1

    /// Whether levels take means on the way down, which average noise away, and not maxima.
    package var takesMeans = false
    /// Whether the first head is a change to the smoothed input, and not an image by itself.
    ///
    /// The smoothed input brings the right brightness, which a network without normalisation would
    /// need long to learn; needs one input channel and one channel in the first head.
    package var startsFromInput = false
    /// Side of the squares of pixels whose mean is the smoothed input.
    package static let smoothing = 4

    package init(outputs: [Output]) { self.outputs = outputs }

    /// The size of an image must be a multiple of this.
    package var multiple: Int {
        max(block << (widths.count - 1), startsFromInput ? Self.smoothing : 1)
    }

    /// How far in pixels the input that decides a pixel of the output can lie from it.
    ///
    /// Two convolutions on the way down and two on the way up in each level, and the place that
    /// pooling loses.
    package var reach: Int {
        var sum = 0
        for level in widths.indices.dropLast() { sum += (2 + 1 + 2) << level }
        sum += 2 << (widths.count - 1)
        return (sum + 1) * block
    }

    /// A network with weights drawn from `seed`.
    package func network(seed: UInt64) -> Network {
        var builder = NetworkBuilder(random: SplitMix64(seed: seed))
        let image = builder.input("input", channels: inputChannels)
        var value =
            block == 1
            ? image
            : builder.apply(
                .spaceToDepth(block: block), to: [image], channels: inputChannels * block * block)
        var skips: [NetworkBuilder.Value] = []
        for (level, width) in widths.enumerated() {
            if level > 0 {
                skips.append(value)
                value = builder.apply(
                    takesMeans ? .meanPooling(.blocks(2)) : .maximumPooling(.blocks(2)),
                    to: [value])
            }
            // Narrowed before it is enlarged, where that costs a quarter.
            let isLast = level == widths.count - 1
            value = Self.pair(&builder, value, width, isLast ? widths[max(level - 1, 0)] : width)
        }
        for level in widths.indices.dropLast().reversed() {
            value = builder.apply(.resize(.nearest, factor: 2), to: [value])
            value = builder.concatenation([value, skips[level]])
            value = Self.pair(&builder, value, widths[level], widths[max(level - 1, 0)])
        }
        let trunk = value
        let start = startsFromInput ? Self.smoothed(image, magnification, &builder) : nil
        return builder.network(
            outputs.enumerated().map { index, output in
                (output.name, end(output, of: trunk, plus: index == 0 ? start : nil, &builder))
            })
    }

    private static func smoothed(
        _ image: NetworkBuilder.Value, _ magnification: Int, _ builder: inout NetworkBuilder
    ) -> NetworkBuilder.Value {
        let means = builder.apply(.meanPooling(.blocks(smoothing)), to: [image])
        return builder.apply(.resize(.bilinear, factor: smoothing * magnification), to: [means])
    }

    /// Below 0, so that no channel dies of a step that was too large.
    private static let slope: Float = 0.1

    private static func pair(
        _ builder: inout NetworkBuilder, _ source: NetworkBuilder.Value, _ first: Int, _ second: Int
    ) -> NetworkBuilder.Value {
        var value = builder.convolution(source, channels: first)
        value = builder.activation(value, .relu(slope: slope))
        value = builder.convolution(value, channels: second)
        return builder.activation(value, .relu(slope: slope))
    }

    private func end(
        _ output: Output, of trunk: NetworkBuilder.Value, plus start: NetworkBuilder.Value?,
        _ builder: inout NetworkBuilder
    ) -> NetworkBuilder.Value {
        let side = block * magnification
        let heads = output.heads.enumerated().map { index, head in
            var value = builder.convolution(
                trunk, channels: head.channels * side * side, window: .same(1), gain: 0.1)
            if head.isPositive { value = builder.activation(value, .softplus) }
            if side > 1 {
                value = builder.apply(
                    .depthToSpace(block: side), to: [value], channels: head.channels)
            }
            if index == 0, let start { value = builder.apply(.addition, to: [value, start]) }
            return value
        }
        return heads.count == 1 ? heads[0] : builder.concatenation(heads)
    }
}
