import Testing

@testable import Models

@Suite("Quicker ways to work convolutions out")
struct ConvolutionMethodTests {
    /// Layers behind a convolution of 64 channels; sizes that no square of pixels divides.
    private static func network(of example: NetworkCase) -> Network {
        var builder = NetworkBuilder(random: Noise(seed: 5))
        let input = builder.input("image", channels: 3)
        let first = builder.convolution(input, channels: 64)
        return builder.network([("result", example.build(&builder, first))])
    }

    static let cases: [NetworkCase] = [
        NetworkCase("convolution alone") { $0.convolution($1, channels: 32) },
        NetworkCase("with a rectifier") { $0.relu($0.convolution($1, channels: 64)) },
        NetworkCase("with a leaky rectifier") {
            $0.activation($0.convolution($1, channels: 48), .relu(slope: 0.1))
        },
        NetworkCase("with GELU") {
            $0.activation($0.convolution($1, channels: 32), .gelu)
        },
        NetworkCase("U-Net") {
            let top = $0.relu($0.convolution($1, channels: 32))
            let low = $0.apply(.maximumPooling(.blocks(2)), to: [top])
            let bottom = $0.relu($0.convolution(low, channels: 64))
            let up = $0.apply(.resize(.nearest, factor: 2), to: [bottom])
            let joined = $0.relu($0.convolution($0.concatenation([up, top]), channels: 32))
            return $0.convolution(joined, channels: 2, window: .same(1))
        },
        NetworkCase("enlarged by a transposed convolution") {
            let low = $0.relu($0.convolution($1, channels: 16, window: .blocks(2)))
            let up = $0.apply(
                .dropout(rate: 0.5), to: [$0.transposedConvolution(low, channels: 16)])
            return $0.relu($0.convolution(up, channels: 16))
        },
        NetworkCase("a transposed convolution at the end") {
            let low = $0.relu($0.convolution($1, channels: 32, window: .blocks(2)))
            return $0.transposedConvolution(low, channels: 16)
        },
        NetworkCase("a value for a sum and for a convolution") {
            let value = $0.convolution($1, channels: 32)
            let sum = $0.apply(.addition, to: [value, $0.relu(value)])
            return $0.apply(
                .multiplication, to: [sum, $0.relu($0.convolution(value, channels: 32))])
        },
        NetworkCase("channels that fill no block") {
            let odd = $0.relu($0.convolution($1, channels: 24))
            return $0.concatenation([$0.convolution(odd, channels: 20), odd])
        },
    ]
    /// What each may be off, as a share of the largest number.
    static let methods: [(method: ConvolutionMethod, share: Float)] = [
        (.winograd, 1e-5), (.bfloat16, 2e-2),
    ]

    @Test("give what products one by one give, as near as they promise", arguments: cases, methods)
    func agrees(_ example: NetworkCase, _ method: (method: ConvolutionMethod, share: Float)) throws
    {
        let shape = TensorShape(batch: 1, channels: 3, height: 38, width: 26)
        var random = Noise(seed: 8)
        let image = (0..<shape.count).map { _ in random.number() }

        let direct = try InferencePlan(Self.network(of: example), shapes: [shape])([image])[0]
        let quick = try InferencePlan(
            Self.network(of: example), shapes: [shape], method: method.method)([image])[0]

        let largest = direct.map(abs).max() ?? 0
        let worst = zip(direct, quick).map { abs($0 - $1) }.max() ?? 1
        #expect(largest > 0.1)
        #expect(worst < method.share * largest)
        // Otherwise it would not be another method.
        #expect(worst > 0 || method.method != .bfloat16 || !isBfloat16Here)
    }

    private var isBfloat16Here: Bool { ConvolutionMethod.quickest == .bfloat16 }

    @Test(
        "tiles are worked out product by product, so that they are exactly the whole",
        arguments: methods.map(\.method))
    func tiles(_ method: ConvolutionMethod) throws {
        var shape = ImageNetwork(outputs: [.init("image", [.init(channels: 1)])])
        shape.widths = [32, 64]
        let network = shape.network(seed: 3)
        var random = Noise(seed: 9)
        let image = FloatImage(
            width: 300, height: 260, pixels: (0..<(300 * 260)).map { _ in random.number() })

        let whole = try ImagePredictor(network, .init(shape)).run([image])
        let tiled = try ImagePredictor(network, .init(shape), largestTile: 96, method: method)
            .run([image])

        #expect(whole == tiled)
    }
}
