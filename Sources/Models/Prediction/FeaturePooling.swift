/// Means of a network's coarsest values over the tiles of a frame.
///
/// - Source: the features that Lee et al. (2018) measure distances between, from one layer.
struct FeaturePooling {
    /// The name of the output that carries the values; no name that a network gives itself.
    static let output = "tarsier:features"
    /// Side of a tile in pixels of the frame.
    static let tileEdge = 128

    /// The network with its coarsest values as one output more.
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
        guard let layer = try network.coarsestLayer(for: shape) else { return nil }
        var network = network
        network.outputs.append(Network.Output(name: output, layer: layer))
        return network
    }

    /// Means over tiles of equal size, as near to ``tileEdge`` as the frame allows.
    ///
    /// - Parameters:
    ///   - numbers: Channels fastest.
    ///   - factor: Pixels of the frame along a side of one of the values.
    static func table(
        _ numbers: UnsafeBufferPointer<Float>, _ shape: TensorShape, factor: Int
    ) -> FeatureTable {
        let edge = max(1, tileEdge / max(1, factor))
        let rows = max(1, (shape.height + edge / 2) / edge)
        let columns = max(1, (shape.width + edge / 2) / edge)
        var values = [Float](repeating: 0, count: rows * columns * shape.channels)
        for row in 0..<rows {
            let lines = shape.height * row / rows..<shape.height * (row + 1) / rows
            for column in 0..<columns {
                let places = shape.width * column / columns..<shape.width * (column + 1) / columns
                let start = (row * columns + column) * shape.channels
                let weight = 1 / Float(max(1, lines.count * places.count))
                for y in lines {
                    for x in places {
                        let place = (y * shape.width + x) * shape.channels
                        for channel in 0..<shape.channels {
                            values[start + channel] += weight * numbers[place + channel]
                        }
                    }
                }
            }
        }
        return FeatureTable(featureCount: shape.channels, values: values)
    }
}
