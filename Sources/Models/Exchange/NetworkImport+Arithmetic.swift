internal import ONNX

/// Numbers added, multiplied and so on, and images put behind one another.
extension NetworkImport {
    mutating func readConcatenation(_ node: ONNXNode) throws {
        let first = try channelValue(node)
        guard first.axis(try node.int("axis")) == .channels else {
            throw NetworkError(node.title, "only channels can be put behind one another")
        }
        var sources: [Int] = []
        for place in node.inputs.indices {
            let value = try channelValue(node, place)
            guard value.form == first.form else {
                throw NetworkError(node.title, "its inputs name their axes differently")
            }
            sources.append(value.layer)
        }
        let count = sources.reduce(0) { $0 + channels[$1] }
        guard count <= Self.mostChannels else {
            throw NetworkError(node.title, "more than \(Self.mostChannels) channels")
        }
        let made = append(node.title, .concatenation, sources, channels: count)
        try set(node, first.known(made))
    }

    /// No network has as many; a file that multiplies them over and over is refused.
    static let mostChannels = 1 << 20

    mutating func readArithmetic(_ node: ONNXNode) throws {
        let constants = node.inputs.indices.filter { isConstant(node, $0) }
        if constants.count == 1, node.inputs.count == 2 {
            return try readConstantArithmetic(node, constant: constants[0])
        }
        guard constants.isEmpty else {
            throw NetworkError(node.title, "\(node.operation) of these inputs is not known here")
        }
        let values = try node.inputs.indices.map { try value(node, $0) }
        guard let first = values.first, values.allSatisfy({ $0.form == first.form }) else {
            throw NetworkError(node.title, "its inputs name their axes differently")
        }
        let count = values.map { channels[$0.layer] }.max() ?? 0
        guard values.allSatisfy({ [1, count].contains(channels[$0.layer]) }) else {
            throw NetworkError(node.title, "its inputs have different numbers of channels")
        }
        guard values.count > 1 else { return try set(node, first.known(first.layer)) }
        let made = append(
            node.title, try combination(node), values.map(\.layer), channels: count)
        try set(node, first.known(made))
    }

    private func combination(_ node: ONNXNode) throws -> Operation {
        switch node.operation {
        case "Add", "Sum": .addition
        case "Mul": .multiplication
        case "Sub": .combination(.subtraction)
        case "Div": .combination(.division)
        case "Max": .combination(.maximum)
        case "Min": .combination(.minimum)
        case "Pow": .combination(.power)
        default: throw NetworkError(node.title, "\(node.operation) is not known here")
        }
    }

    private mutating func readConstantArithmetic(_ node: ONNXNode, constant: Int) throws {
        let value = try value(node, 1 - constant)
        if let function = try oneNumberFunction(node, constant) {
            return try append(node, .function(function), to: value)
        }
        guard value.form != .flat else {
            throw NetworkError(
                node.title, "\(node.operation) of a whole image in one row is not known here")
        }
        let count = channels[value.layer]
        let numbers = try broadcast(node, constant, over: count, value)
        var factors = [Float](repeating: 1, count: count)
        var summands = [Float](repeating: 0, count: count)
        var source = value.layer
        switch node.operation {
        case "Mul": factors = numbers
        case "Div" where constant == 1: factors = numbers.map { 1 / $0 }
        case "Div":
            source = append(node.title, .function(.reciprocal), [source], channels: count)
            factors = numbers
        case "Sub" where constant == 1: summands = numbers.map { -$0 }
        case "Sub":
            factors = factors.map { -$0 }
            summands = numbers
        case "Add", "Sum": summands = numbers
        default:
            throw NetworkError(
                node.title, "\(node.operation) with more than one number is not known here")
        }
        // A factor and a summand for each channel: a convolution of one pixel and one channel.
        let made = append(
            node.title, .convolution(.same(1), channels: count, groups: count), [source],
            channels: count,
            [("weight", [count, 1, 1, 1], factors, true), ("bias", [count], summands, true)])
        try set(node, value.known(made))
    }

    /// What a single number makes of each number, where it is no factor and no summand.
    private func oneNumberFunction(
        _ node: ONNXNode, _ constant: Int
    ) throws -> PointFunction? {
        guard ["Pow", "Max", "Min"].contains(node.operation) else { return nil }
        let tensor = try tensor(node, constant)
        let number: Float
        switch tensor.elements {
        case .float(let values) where values.count == 1: number = values[0]
        case .int(let values) where values.count == 1: number = Float(values[0])
        default: return nil
        }
        guard tensor.shape.count <= 4 else { return nil }
        switch node.operation {
        case "Max": return .clip(low: number, high: .infinity)
        case "Min": return .clip(low: -.infinity, high: number)
        default: return constant == 1 ? (number == 0.5 ? .squareRoot : .power(number)) : nil
        }
    }

    /// The numbers of a constant that is one number or one for each channel.
    func broadcast(
        _ node: ONNXNode, _ argument: Int, over count: Int, _ value: Value
    ) throws -> [Float] {
        let shape = try tensor(node, argument).shape
        let values = try floats(node, argument)
        if values.count == 1, shape.count <= value.rank {
            return [Float](repeating: values[0], count: count)
        }
        let trailing = value.form == .image ? 2 : 0
        let axis = shape.count - 1 - trailing
        let isOfChannels =
            axis >= 0 && shape.count <= value.rank && shape[axis] == count && values.count == count
        guard isOfChannels else {
            throw NetworkError(
                node.title, "a constant of shape \(shape) for \(count) channels is not known")
        }
        return values
    }
}
