import Testing

@testable import Models

@Suite("Gradients on halves of floats")
struct TrainingMethodTests {
    /// Values that one layer uses and that several do, made smaller and larger. Nothing is drawn by
    /// lot, which would fall otherwise in another layout.
    private static func network(of example: NetworkCase) -> Network {
        var builder = NetworkBuilder(random: Noise(seed: 5))
        let input = builder.input("image", channels: 3)
        let first = builder.relu(builder.convolution(input, channels: 16))
        let body = example.build(&builder, first)
        return builder.network([
            ("result", builder.convolution(body, channels: 2, window: .same(1)))
        ])
    }

    static let cases: [NetworkCase] = [
        NetworkCase("two convolutions") {
            $0.relu($0.convolution($0.relu($0.convolution($1, channels: 32)), channels: 16))
        },
        NetworkCase("U-Net") {
            let low = $0.apply(.maximumPooling(.blocks(2)), to: [$1])
            let bottom = $0.activation($0.convolution(low, channels: 32), .relu(slope: 0.1))
            let up = $0.apply(.resize(.nearest, factor: 2), to: [bottom])
            return $0.relu($0.convolution($0.concatenation([up, $1]), channels: 16))
        },
        NetworkCase("means, dropout of nothing and a transposed convolution") {
            let low = $0.relu(
                $0.convolution($0.apply(.meanPooling(.blocks(2)), to: [$1]), channels: 32))
            let some = $0.convolution($0.apply(.dropout(rate: 0), to: [low]), channels: 32)
            return $0.relu(
                $0.convolution($0.transposedConvolution(some, channels: 16), channels: 16))
        },
        NetworkCase("a sum with what was before") {
            let inner = $0.relu($0.convolution($1, channels: 16))
            let sum = $0.apply(.addition, to: [$1, $0.convolution(inner, channels: 16)])
            return $0.relu($0.convolution(sum, channels: 16))
        },
    ]

    @Test(
        "agree with those on floats to a tenth or so, where noise is summed up",
        arguments: cases)
    func agree(_ example: NetworkCase) throws {
        let network = Self.network(of: example)
        let exact = try Self.gradients(of: network, .direct)
        let short = try Self.gradients(of: network, .bfloat16)

        for (index, pair) in zip(exact, short).enumerated() {
            let size = zip(pair.0, pair.0).reduce(0) { $0 + $1.0 * $1.1 }.squareRoot()
            let error = zip(pair.0, pair.1).reduce(0) {
                $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
            }.squareRoot()
            #expect(size > 0)
            #expect(error < 0.15 * size, "\(network.parameters[index].name)")
        }
        // Otherwise it would not be another method.
        #expect(exact != short || ConvolutionMethod.quickest != .bfloat16)
    }

    private static func gradients(
        of network: Network, _ method: ConvolutionMethod
    ) throws -> [[Float]] {
        let shape = TensorShape(batch: 4, channels: 3, height: 24, width: 16)
        let plan = try TrainingPlan(network, shapes: [shape], seed: 3, method: method)
        var random = Noise(seed: 9)
        let input = plan.input(0)
        for place in input.indices { input[place] = random.number() }
        plan.forward()
        let gradient = plan.outputGradient(0)
        for place in gradient.indices { gradient[place] = random.number() }
        plan.backward()
        return network.parameters.indices.compactMap { plan.gradient(ofParameter: $0) }
    }

    @Test("sums of halves are rounded to the nearest, to the even one of two")
    func sums() {
        // 1 + 1/128 is the next half after 1; between 256 and 258 there is none.
        let pairs: [(Float, Float, Float)] = [
            (1, 1, 2), (1, 1 / 128, 1 + 1 / 128), (1, 1 / 256, 1),
            (1 + 1 / 128, 1 / 256, 1 + 2 / 128),
            (-3, 1, -2), (256, 1, 256), (256, 1.5, 258), (0, -0.25, -0.25),
        ]
        func buffer(_ values: [Float]) -> FloatBuffer {
            FloatBuffer(
                stride(from: 0, to: values.count, by: 2).map { place in
                    Float(
                        bitPattern: values[place].bitPattern >> 16
                            | values[place + 1].bitPattern & 0xffff_0000)
                })
        }
        let sums = buffer(pairs.map(\.0))

        sums.addHalves(buffer(pairs.map(\.1)), floatCount: pairs.count / 2)

        #expect(sums.array == buffer(pairs.map(\.2)).array)
    }
}
