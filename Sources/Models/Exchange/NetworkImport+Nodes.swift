internal import ONNX

extension NetworkImport {
    /// Adds what `node` does to the network.
    mutating func read(_ node: ONNXNode) throws {
        if try readSizes(node) { return }
        if try foldConstants(node) { return }
        if try readFunction(node) { return }
        switch node.operation {
        case "Constant": try set(node, .constant(try constant(node)))
        case "Identity", "Dropout":
            guard let value = known[node.inputs.first ?? ""] else {
                throw NetworkError(node.title, "its input is nothing that is known here")
            }
            try set(node, value)
        case "Conv", "ConvTranspose": try readConvolution(node)
        case "MaxPool", "AveragePool": try readPooling(node)
        case "GlobalAveragePool": try readGlobalPooling(node, .mean)
        case "GlobalMaxPool": try readGlobalPooling(node, .maximum)
        case "ReduceMean": try readReduction(node, .mean)
        case "ReduceSum": try readReduction(node, .sum)
        case "ReduceMax": try readReduction(node, .maximum)
        case "ReduceMin": try readReduction(node, .minimum)
        case "ReduceL1": try readReduction(node, .absoluteSum)
        case "ReduceL2": try readReduction(node, .length)
        case "ReduceSumSquare": try readReduction(node, .squareSum)
        case "Resize", "Upsample": try readResize(node)
        case "DepthToSpace", "SpaceToDepth": try readShuffle(node)
        case "BatchNormalization": try readBatchNormalization(node)
        case "InstanceNormalization": try readInstanceNormalization(node)
        case "GroupNormalization": try readGroupNormalization(node)
        case "LayerNormalization": try readLayerNormalization(node)
        case "PRelu": try readSlopes(node)
        case "Softmax": try readSoftmax(node)
        case "Concat": try readConcatenation(node)
        case "Add", "Sum", "Mul", "Sub", "Div", "Pow", "Max", "Min": try readArithmetic(node)
        case "Flatten", "Reshape": try readReshape(node)
        case "Gemm": try readGemm(node)
        case "MatMul": try readMatrixProduct(node)
        case "Unsqueeze": try readUnsqueeze(node)
        case "Squeeze": try readSqueeze(node)
        case "Transpose": try readTransposition(node)
        case "Pad": try readPad(node)
        case "Slice": try readSlice(node)
        case "Split": try readSplit(node)
        case "Gather": try readGather(node)
        case "Gelu": throw NetworkError(node.title, "this approximation is not known here")
        default:
            throw NetworkError(node.title, "the operator \(node.operation) is not known here")
        }
    }

    private mutating func readGlobalPooling(
        _ node: ONNXNode, _ measure: Reduction.Measure
    ) throws {
        let source = try image(node)
        let reduction = Reduction(
            measure: measure, overChannels: false, overHeight: true, overWidth: true)
        let made = append(
            node.title, measure == .mean ? .globalMeanPooling : .reduction(reduction), [source],
            channels: channels[source])
        try set(node, .layer(made, isLast: false))
    }
}
