internal import ONNX

extension NetworkImport {
    /// A layer's value as a node sees it.
    struct Value {
        /// How its axes are named.
        enum Form { case image, imageWithChannelsLast, row, flat }

        let layer: Int
        let form: Form

        /// Our axis for one of ONNX's, which may count from the end; nil where there is none.
        func axis(_ place: Int) -> Axis? {
            let axes: [Axis] =
                switch form {
                case .image: [.batch, .channels, .height, .width]
                case .imageWithChannelsLast: [.batch, .height, .width, .channels]
                case .row, .flat: [.batch, .channels]
                }
            let counted = place < 0 ? place + axes.count : place
            return axes.indices.contains(counted) ? axes[counted] : nil
        }

        /// How many axes.
        var rank: Int { form == .row || form == .flat ? 2 : 4 }

        func known(_ layer: Int) -> Known {
            switch form {
            case .image: .layer(layer, isLast: false)
            case .imageWithChannelsLast: .layer(layer, isLast: true)
            case .row: .rows(layer)
            case .flat: .flat(layer)
            }
        }
    }

    /// An argument that is an image or a row.
    func value(_ node: ONNXNode, _ argument: Int = 0) throws(NetworkError) -> Value {
        if argument < node.inputs.count {
            switch known[node.inputs[argument]] {
            case .layer(let layer, let isLast):
                return Value(layer: layer, form: isLast ? .imageWithChannelsLast : .image)
            case .rows(let layer): return Value(layer: layer, form: .row)
            case .flat(let layer): return Value(layer: layer, form: .flat)
            default: break
            }
        }
        throw NetworkError(
            node.title,
            "expected an image or a row as argument \(argument + 1) of \(node.operation)")
    }

    /// The same, but no row of many pixels, whose channels are not told apart.
    func channelValue(_ node: ONNXNode, _ argument: Int = 0) throws(NetworkError) -> Value {
        let value = try value(node, argument)
        guard value.form != .flat else {
            throw NetworkError(
                node.title, "\(node.operation) of a whole image in one row is not known here")
        }
        return value
    }

    /// Adds a layer after `value`, in the same form.
    mutating func append(
        _ node: ONNXNode, _ operation: Operation, to value: Value, channels: Int? = nil
    ) throws(NetworkError) {
        let made = append(
            node.title, operation, [value.layer], channels: channels ?? self.channels[value.layer])
        try set(node, value.known(made))
    }

    /// Notes an image, or a row, as the one row an image that a flattening makes of it.
    mutating func row(_ layer: Int) -> Known { isOnePixel(layer) ? .rows(layer) : .flat(layer) }

    /// Whole numbers: fixed ones, or such as follow from shapes.
    func sizes(_ node: ONNXNode, _ argument: Int) throws(NetworkError) -> [Size] {
        if argument < node.inputs.count, case .sizes(let sizes) = known[node.inputs[argument]] {
            return sizes
        }
        return try ints(node, argument).map { .fixed($0) }
    }

    func has(_ node: ONNXNode, _ argument: Int) -> Bool {
        argument < node.inputs.count && !node.inputs[argument].isEmpty
    }

    /// Whole numbers that newer versions have as an argument and older ones as an attribute; nil
    /// where they are left out.
    func list(
        _ node: ONNXNode, _ argument: Int, _ attribute: String
    ) throws -> [Int]? {
        if has(node, argument) { return try ints(node, argument) }
        return node.attributes[attribute] == nil ? nil : try node.ints(attribute)
    }
}
