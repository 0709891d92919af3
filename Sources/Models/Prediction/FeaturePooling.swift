internal import Foundation

/// What a network sees in a frame, in a few numbers: of its coarsest values, of those before its
/// first pooling and of the last before its answer, each channel's mean and the logarithm of its spread.
///
/// Coarse values tell what is there, fine ones how noisy it is and the last ones how sharp; a frame in
/// which nothing is has no spread.
///
/// - Source: the features that Lee et al. (2018) measure distances between; spreads as texture.
struct FeaturePooling {
    /// Names of the outputs that carry the values; no network names one so itself.
    private static let names = (
        coarse: "tarsier:coarse", fine: "tarsier:fine", last: "tarsier:last"
    )
    /// Side of a tile in pixels of the frame.
    static let tileEdge = 384

    /// How many channels of an output are told apart at most; `nil` for an output that carries an
    /// answer. Where there are more, some lying side by side count as one, for a package keeps a
    /// covariance.
    static func mostChannels(of output: String) -> Int? {
        switch output {
        case names.coarse: 96
        case names.fine, names.last: 32
        default: nil
        }
    }

    /// The network with the values that are pooled as outputs more.
    ///
    /// - Parameter multiple: Sides of its inputs are multiples of this.
    /// - Returns: `nil` where no image becomes smaller inside it.
    static func network(
        _ network: Network, multiple: Int
    ) throws(NetworkError) -> Network? {
        guard let input = network.inputs.first, network.inputs.count == 1,
            case .input(let channels) = network.layers[input].operation
        else { return nil }
        let side = max(multiple, (tileEdge + multiple - 1) / multiple * multiple)
        let shape = TensorShape(channels: channels, height: side, width: side)
        guard let coarsest = try network.coarsestLayer(for: shape) else { return nil }
        var pooled = network
        pooled.outputs.append(Network.Output(name: names.coarse, layer: coarsest))
        if let fine = network.layerBeforePooling {
            pooled.outputs.append(Network.Output(name: names.fine, layer: fine))
        }
        if let last = network.layerBeforeAnswer,
            !pooled.outputs.contains(where: { $0.layer == last })
        {
            pooled.outputs.append(Network.Output(name: names.last, layer: last))
        }
        return pooled
    }

    /// Means and spreads over tiles of equal size, as near to ``tileEdge`` as the frame allows.
    ///
    /// - Parameters:
    ///   - numbers: Channels fastest.
    ///   - factor: Pixels of the frame along a side of one of the values.
    ///   - most: How many channels to tell apart at most.
    static func table(
        _ numbers: UnsafeBufferPointer<Float>, _ shape: TensorShape, factor: Int, most: Int
    ) -> FeatureTable {
        let rows = max(1, (shape.height * factor + tileEdge / 2) / tileEdge)
        let columns = max(1, (shape.width * factor + tileEdge / 2) / tileEdge)
        let channels = shape.channels
        let merged = (channels + most - 1) / most
        let count = (channels + merged - 1) / merged
        var values = [Float](repeating: 0, count: rows * columns * 2 * count)
        values.withUnsafeMutableBufferPointer { values in
            for row in 0..<rows {
                let lines = shape.height * row / rows..<shape.height * (row + 1) / rows
                for column in 0..<columns {
                    let places =
                        shape.width * column / columns..<shape.width * (column + 1) / columns
                    let start = (row * columns + column) * 2 * count
                    let share = 1 / Float(max(1, lines.count * places.count))
                    // Eight channels at a time; the last ones may be fewer.
                    for first in stride(from: 0, to: channels, by: 8) {
                        let sums = sums(
                            numbers, shape, lines, places,
                            channels: first..<min(first + 8, channels))
                        for channel in first..<min(first + 8, channels) {
                            let mean = sums.values[channel - first] * share
                            let variance = max(
                                0, sums.squares[channel - first] * share - mean * mean)
                            let place = channel / merged
                            let weight = 1 / Float(min(merged, channels - place * merged))
                            values[start + place] += weight * mean
                            // Beside a spread of 0.001, nothing is to be seen.
                            values[start + count + place] += weight * log(variance + 1e-6) / 2
                        }
                    }
                }
            }
        }
        return FeatureTable(featureCount: 2 * count, values: values)
    }

    /// Sums of the values of up to eight channels over a tile, and of their squares.
    private static func sums(
        _ numbers: UnsafeBufferPointer<Float>, _ shape: TensorShape, _ lines: Range<Int>,
        _ places: Range<Int>, channels: Range<Int>
    ) -> (values: SIMD8<Float>, squares: SIMD8<Float>) {
        var values = SIMD8<Float>()
        var squares = SIMD8<Float>()
        let bytes = UnsafeRawBufferPointer(numbers)
        for y in lines {
            var place = (y * shape.width + places.lowerBound) * shape.channels + channels.lowerBound
            for _ in places {
                var next = SIMD8<Float>()
                if channels.count == 8 {
                    next = bytes.loadUnaligned(fromByteOffset: 4 * place, as: SIMD8<Float>.self)
                } else {
                    for lane in 0..<channels.count { next[lane] = numbers[place + lane] }
                }
                values += next
                squares += next * next
                place += shape.channels
            }
        }
        return (values, squares)
    }
}

extension Network {
    /// The layer that the last convolution before the first answer looks at.
    fileprivate var layerBeforeAnswer: Int? {
        var layer = outputs.first?.layer
        while let current = layer {
            let source = layers[current].inputs.first
            if case .convolution = layers[current].operation {
                guard let source, !layers[source].inputs.isEmpty else { return nil }
                return source
            }
            layer = source
        }
        return nil
    }

    /// The layer whose value the first pooling takes.
    fileprivate var layerBeforePooling: Int? {
        for layer in layers {
            switch layer.operation {
            case .maximumPooling, .meanPooling: return layer.inputs.first
            default: continue
            }
        }
        return nil
    }
}
