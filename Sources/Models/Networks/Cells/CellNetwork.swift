/// A small network that judges crops of single cells, many in one batch.
///
/// Squares of 2 × 2 pixels become channels, then come pairs of convolutions with pooling between
/// them, the mean over the crop, and one linear layer a head. About 0.02 GFLOP a crop of 64 × 64.
///
/// While it is trained, heads of classes and chances give logits. ``finished(_:calibration:)``
/// makes the network that goes into a package, which gives probabilities.
package struct CellNetwork: Sendable, Hashable, Codable {
    /// The channels of a crop, each earlier image being one of its own.
    package var inputChannels: Int
    /// Of a crop in pixels.
    package var side: Int
    package var heads: [CellHead]
    /// Channels of the levels, from the largest image to the smallest.
    package var widths = [16, 32, 64]
    /// Channels of the last convolution, whose mean over the crop the heads see.
    package var features = 64
    /// Side of the squares of pixels that become channels.
    package static let block = 2

    package init(inputChannels: Int, side: Int = 64, heads: [CellHead]) {
        self.inputChannels = inputChannels
        self.side = side
        self.heads = heads
    }

    /// A crop's side must be a multiple of this.
    package var multiple: Int { Self.block << widths.count }

    /// What a crop's side must be a multiple of; `nil` for the usual number of levels.
    package static func multiple(ofLevels count: Int?) -> Int {
        count.map { block << $0 } ?? CellNetwork(inputChannels: 1, heads: []).multiple
    }

    package func inputShape(batch: Int) -> TensorShape {
        TensorShape(batch: batch, channels: inputChannels, height: side, width: side)
    }

    /// A network with weights drawn from `seed`.
    package func network(seed: UInt64) -> Network {
        var builder = NetworkBuilder(random: SplitMix64(seed: seed))
        let crop = builder.input("input", channels: inputChannels)
        let block = Self.block
        var value = builder.apply(
            .spaceToDepth(block: block), to: [crop], channels: inputChannels * block * block)
        for width in widths {
            value = builder.relu(builder.convolution(value, channels: width))
            value = builder.relu(builder.convolution(value, channels: width))
            value = builder.apply(.maximumPooling(.blocks(2)), to: [value])
        }
        value = builder.relu(builder.convolution(value, channels: features))
        value = builder.apply(.globalMeanPooling, to: [value])
        let outputs = heads.map { head in
            // A window of one pixel is a dense layer that keeps the axes of an image.
            let end = builder.convolution(
                value, channels: head.channels.count, window: .same(1))
            return (head.name, head.answer == .amount ? builder.activation(end, .softplus) : end)
        }
        return builder.network(outputs)
    }

    /// `network` with calibrated probabilities in place of logits.
    ///
    /// - Parameter calibration: One for each head.
    package func finished(_ network: Network, calibration: [CellCalibration]) -> Network {
        precondition(calibration.count == heads.count, "a calibration for each head")
        var result = network
        for (index, head) in heads.enumerated() {
            let layer = result.outputs[index].layer
            let (name, operation): (String, Operation)
            switch head.answer {
            case .classes: (name, operation) = ("probability", .softmax)
            case .chance: (name, operation) = ("probability", .activation(.sigmoid))
            case .amount:
                let least = calibration[index].detectionLimit
                guard least > 0 else { continue }
                (name, operation) = ("detected", .function(.threshold(least)))
            }
            if head.answer != .amount { calibration[index].fold(into: &result, layer: layer) }
            result.layers.append(
                Network.Layer(
                    name: "\(head.name)_\(name)", operation: operation, inputs: [layer],
                    parameters: []))
            result.outputs[index].layer = result.layers.count - 1
        }
        return result
    }
}
