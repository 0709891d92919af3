extension Network {
    /// The shape of the value of a layer that only imported networks have.
    func importedShape(
        _ layer: Layer, _ sources: [TensorShape]
    ) throws(NetworkError) -> TensorShape {
        var shape = sources[0]
        let other = sources.count > 1 ? sources[1] : nil
        switch layer.operation {
        case .combination: return try spread(layer, sources)
        case .reduction(let reduction): return reduction.shape(of: shape)
        case .margin(let margin):
            guard
                let rows = Margin.places(
                    shape.height, before: margin.before.height, after: margin.after.height,
                    margin.content),
                let columns = Margin.places(
                    shape.width, before: margin.before.width, after: margin.after.width,
                    margin.content)
            else {
                throw NetworkError(layer.name, "an image of \(shape) is too small for its margin")
            }
            (shape.height, shape.width) = (rows.count, columns.count)
        case .slice(let height, let width):
            shape.height = height.places(shape.height, other: other?.height).count
            shape.width = width.places(shape.width, other: other?.width).count
        case .selection(let channels):
            guard channels.allSatisfy({ $0 >= 0 && $0 < shape.channels }) else {
                throw NetworkError(layer.name, "there are only \(shape.channels) channels")
            }
            shape.channels = channels.count
        case .resampling(let resampling):
            let size = resampling.result(of: shape, other)
            (shape.height, shape.width) = (size.height, size.width)
        default: break
        }
        return shape
    }

    /// The shape of what images of these shapes make together, number by number: along each axis
    /// they are alike, or of length 1.
    func spread(_ layer: Layer, _ sources: [TensorShape]) throws(NetworkError) -> TensorShape {
        var shape = sources[0]
        guard sources.count > 1 else {
            throw NetworkError(layer.name, "it needs two inputs or more")
        }
        for source in sources.dropFirst() {
            shape.channels = max(shape.channels, source.channels)
            shape.height = max(shape.height, source.height)
            shape.width = max(shape.width, source.width)
        }
        for source in sources {
            guard source.batch == shape.batch,
                source.channels == shape.channels || source.channels == 1,
                source.height == shape.height || source.height == 1,
                source.width == shape.width || source.width == 1
            else { throw NetworkError(layer.name, "its inputs differ: \(sources)") }
        }
        return shape
    }
}
