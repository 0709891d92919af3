import Testing

@testable import Models

@Suite("Inference")
struct InferenceTests {
    @Test(
        "gives what training's forward pass gives, layer by layer",
        arguments: GradientTests.cases + GradientTests.casesOfBlocks)
    func agrees(_ example: GradientTests.Case) throws {
        let shape = TensorShape(
            batch: example.batch, channels: 3, height: example.size, width: example.size)
        let network = example.network()
        // Batch normalisation uses other statistics while it is trained.
        guard !network.layers.contains(where: { $0.operation.isBatchNormalization }) else { return }
        var random = Noise(seed: 11)
        let image = (0..<shape.count).map { _ in random.number() }
        let training = try TrainingPlan(network, shapes: [shape])
        _ = training.input(0).update(from: image)
        training.forward()

        let result = try InferencePlan(network, shapes: [shape])([image])[0]

        let worst = zip(result, training.output(0)).map { abs($0 - $1) }.max() ?? 1
        #expect(worst < 1e-4)
    }

    @Test("a normalisation folded into its convolution gives what it gives by itself")
    func folding() throws {
        var builder = NetworkBuilder(random: Noise(seed: 4))
        let input = builder.input("image", channels: 2)
        let first = builder.convolution(input, channels: 6, groups: 2)
        let normal = builder.relu(builder.batchNormalization(first))
        let up = builder.transposedConvolution(normal, channels: 4, groups: 2)
        let last = builder.batchNormalization(up)
        var network = builder.network([("result", last)])
        var random = Noise(seed: 6)
        for index in network.parameters.indices {
            network.parameters[index].values = network.parameters[index].values.map { _ in
                0.6 + 0.4 * random.number()
            }
        }
        var apart = network
        // A second use of the convolution's value keeps its normalisation by itself.
        apart.outputs.append(Network.Output(name: "first", layer: first.layer))
        apart.outputs.append(Network.Output(name: "up", layer: up.layer))
        let shape = TensorShape(batch: 2, channels: 2, height: 5, width: 7)
        let image = (0..<shape.count).map { _ in random.number() }

        let folded = try InferencePlan(network, shapes: [shape])([image])[0]
        let plain = try InferencePlan(apart, shapes: [shape])([image])[0]

        #expect(network.folded().layers.count == network.layers.count - 2)
        let largest = plain.map(abs).max() ?? 0
        let worst = zip(folded, plain).map { abs($0 - $1) }.max() ?? 1
        #expect(worst < 1e-5 * max(largest, 1))
    }

    @Test("a frame runs again and again with the same result, though buffers are shared")
    func repeats() throws {
        let network = try #require(GradientTests.cases.last).network()
        let shape = TensorShape(batch: 1, channels: 3, height: 32, width: 24)
        let plan = try InferencePlan(network, shapes: [shape])
        var random = Noise(seed: 3)
        let image = (0..<shape.count).map { _ in random.number() }
        let first = plan([image])

        _ = plan([image.map { -$0 }])

        #expect(plan([image]) == first)
    }

    @Test("what is concatenated is written into its place at once, and nothing else is lost by it")
    func concatenations() throws {
        var builder = NetworkBuilder(random: Noise(seed: 9))
        let input = builder.input("image", channels: 8)
        let first = builder.relu(builder.convolution(input, channels: 16))
        let second = builder.convolution(first, channels: 8)
        // A value in two of them and twice in one, one of them in another, and a network's input.
        let one = builder.concatenation([first, second, second])
        let two = builder.concatenation([second, builder.convolution(one, channels: 16), one])
        let three = builder.concatenation([input, builder.convolution(two, channels: 8)])
        let late = builder.apply(.addition, to: [first, builder.convolution(three, channels: 16)])
        let network = builder.network([
            ("late", builder.convolution(late, channels: 3)), ("second", second), ("one", one),
        ])
        var random = Noise(seed: 5)
        let image = (0..<(8 * 12 * 10)).map { _ in random.number() }
        let single = TensorShape(channels: 8, height: 12, width: 10)
        // In a batch the parts of a concatenation do not lie together, and are copied.
        let pair = TensorShape(batch: 2, channels: 8, height: 12, width: 10)

        let alone = try InferencePlan(network, shapes: [single])([image])
        let batch = try InferencePlan(network, shapes: [pair])([image + image])

        for (mine, theirs) in zip(alone, batch) {
            let worst = zip(mine + mine, theirs).map { abs($0 - $1) }.max() ?? 1
            #expect(worst < 1e-5 * (theirs.map(abs).max() ?? 0))
        }
    }

    @Test("what does not fit is refused with the layer's name")
    func refusals() throws {
        let network = GradientTests.cases[0].network()
        #expect(throws: NetworkError.self) {
            try InferencePlan(network, shapes: [TensorShape(channels: 2, height: 8, width: 8)])
        }
        #expect(throws: NetworkError.self) { try InferencePlan(network, shapes: []) }
        var broken = network
        broken.parameters[0].values.removeLast()
        let error = #expect(throws: NetworkError.self) {
            try InferencePlan(broken, shapes: [TensorShape(channels: 3, height: 8, width: 8)])
        }
        #expect(error?.description.contains("a parameter is not of shape") == true)
    }
}

extension Operation {
    var isBatchNormalization: Bool {
        if case .batchNormalization = self { true } else { false }
    }
}
