internal import Foundation

/// What a network sees in a frame, in a few numbers: of its coarsest values and of those before its
/// first pooling, each channel's mean and the logarithm of its spread.
///
/// Coarse values tell what is there, fine ones how sharp it is; a frame in which nothing is has no
/// spread.
///
/// - Source: the features that Lee et al. (2018) measure distances between; spreads as texture.
struct FeaturePooling {
    /// Begins the names of the outputs that carry the values; no network begins one so itself.
    static let prefix = "tarsier:"
    /// Side of a tile in pixels of the frame.
    static let tileEdge = 384

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
        pooled.outputs.append(Network.Output(name: prefix + "coarse", layer: coarsest))
        if let fine = network.layerBeforePooling {
            pooled.outputs.append(Network.Output(name: prefix + "fine", layer: fine))
        }
        return pooled
    }

    /// Means and spreads over tiles of equal size, as near to ``tileEdge`` as the frame allows.
    ///
    /// - Parameters:
    ///   - numbers: Channels fastest.
    ///   - factor: Pixels of the frame along a side of one of the values.
    static func table(
        _ numbers: UnsafeBufferPointer<Float>, _ shape: TensorShape, factor: Int
    ) -> FeatureTable {
        let rows = max(1, (shape.height * factor + tileEdge / 2) / tileEdge)
        let columns = max(1, (shape.width * factor + tileEdge / 2) / tileEdge)
        let count = shape.channels
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
                    for first in stride(from: 0, to: count, by: 8) {
                        let sums = sums(
                            numbers, shape, lines, places, channels: first..<min(first + 8, count))
                        for channel in first..<min(first + 8, count) {
                            let mean = sums.values[channel - first] * share
                            let variance = max(
                                0, sums.squares[channel - first] * share - mean * mean)
                            values[start + channel] = mean
                            // Beside a spread of 0.001, nothing is to be seen.
                            values[start + count + channel] = log(variance + 1e-6) / 2
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
