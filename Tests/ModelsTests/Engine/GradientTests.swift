import Testing

@testable import Models

@Suite("Gradients")
struct GradientTests {
    /// A layer behind a small convolution, so that its input is a value like any other.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var channels = 4
        var size = 6
        var batch = 2
        var tolerance: Float = 2e-2
        var step: Float = 1e-2
        let build: @Sendable (inout NetworkBuilder, NetworkBuilder.Value) -> NetworkBuilder.Value

        func network() -> Network {
            var builder = NetworkBuilder(random: Noise(seed: 3))
            let input = builder.input("image", channels: 3)
            let first = builder.convolution(input, channels: channels)
            let value = build(&builder, first)
            return builder.network([("result", value)])
        }
    }

    /// The same behind a convolution whose channels fill two blocks.
    static func inBlocks(
        _ name: String, step: Float = 2e-3,
        build:
            @escaping @Sendable (inout NetworkBuilder, NetworkBuilder.Value)
            -> NetworkBuilder.Value
    ) -> Case {
        Case(
            testDescription: "\(name), in blocks", channels: 16, tolerance: 4e-2, step: step,
            build: build)
    }

    static let cases: [Case] = [
        Case(testDescription: "convolution") { $0.convolution($1, channels: 5) },
        Case(testDescription: "convolution with stride") {
            $0.convolution(
                $1, channels: 5,
                window: Window(
                    kernel: .init(3), stride: .init(2), before: .init(1), after: .init(1)))
        },
        Case(testDescription: "convolution, uneven kernel and margins") {
            $0.convolution(
                $1, channels: 3,
                window: Window(
                    kernel: .init(2, 4), stride: .init(1, 2), before: .init(0, 1),
                    after: .init(1, 2)))
        },
        Case(testDescription: "dilated convolution") {
            $0.convolution($1, channels: 4, window: .same(3, dilation: 2))
        },
        Case(testDescription: "grouped convolution") {
            $0.convolution($1, channels: 6, groups: 2)
        },
        Case(testDescription: "depthwise convolution") {
            $0.convolution($1, channels: 4, groups: 4)
        },
        Case(testDescription: "transposed convolution") {
            $0.transposedConvolution($1, channels: 3)
        },
        Case(testDescription: "transposed convolution with overlap") {
            $0.transposedConvolution(
                $1, channels: 3,
                window: Window(
                    kernel: .init(3), stride: .init(2), before: .init(1), after: .init(0)))
        },
        Case(testDescription: "grouped transposed convolution") {
            $0.transposedConvolution($1, channels: 6, groups: 2)
        },
        Case(testDescription: "maximum pooling", step: 1e-3) {
            $0.apply(.maximumPooling(.blocks(2)), to: [$1])
        },
        Case(testDescription: "mean pooling") { $0.apply(.meanPooling(.same(3)), to: [$1]) },
        Case(testDescription: "global mean") { $0.apply(.globalMeanPooling, to: [$1]) },
        Case(testDescription: "nearest resize") {
            $0.apply(.resize(.nearest, factor: 2), to: [$1])
        },
        Case(testDescription: "bilinear resize") {
            $0.apply(.resize(.bilinear, factor: 2), to: [$1])
        },
        Case(testDescription: "depth to space") {
            $0.apply(.depthToSpace(block: 2), to: [$1], channels: 1)
        },
        Case(testDescription: "space to depth") {
            $0.apply(.spaceToDepth(block: 2), to: [$1], channels: 16)
        },
        Case(testDescription: "batch normalisation", tolerance: 4e-2) {
            $0.batchNormalization($1)
        },
        Case(testDescription: "instance normalisation", tolerance: 4e-2) {
            $0.groupNormalization($1, groups: 4)
        },
        Case(testDescription: "group normalisation", tolerance: 4e-2) {
            $0.groupNormalization($1, groups: 2)
        },
        Case(testDescription: "layer normalisation", tolerance: 4e-2) {
            $0.layerNormalization($1)
        },
        Case(testDescription: "rectifier", step: 1e-3) { $0.relu($1) },
        Case(testDescription: "leaky rectifier", step: 1e-3) {
            $0.activation($1, .relu(slope: 0.1))
        },
        Case(testDescription: "GELU") { $0.activation($1, .gelu) },
        Case(testDescription: "sigmoid") { $0.activation($1, .sigmoid) },
        Case(testDescription: "softplus") { $0.activation($1, .softplus) },
        Case(testDescription: "tanh") { $0.activation($1, .tanh) },
        Case(testDescription: "softmax") { $0.apply(.softmax, to: [$1]) },
        Case(testDescription: "concatenation of a value with itself and another") {
            let other = $0.convolution($1, channels: 2)
            return $0.concatenation([$1, other, $1])
        },
        Case(testDescription: "sum of a value used twice") {
            let other = $0.convolution($1, channels: 4)
            return $0.apply(.addition, to: [$1, other, $1])
        },
        Case(testDescription: "product") {
            let other = $0.convolution($1, channels: 4)
            return $0.apply(.multiplication, to: [$1, other])
        },
        Case(testDescription: "dense") { $0.dense($1, inputs: 4 * 36, outputs: 7) },
        Case(testDescription: "small U-Net", size: 8, tolerance: 4e-2, step: 2e-3) {
            let top = $0.activation($0.convolution($1, channels: 8), .gelu)
            let low = $0.apply(.meanPooling(.blocks(2)), to: [top])
            let bottom = $0.activation($0.convolution(low, channels: 16), .gelu)
            let up = $0.apply(.resize(.nearest, factor: 2), to: [bottom])
            return $0.convolution($0.concatenation([up, top]), channels: 2)
        },
    ]

    static let casesOfBlocks: [Case] = [
        inBlocks("maximum pooling", step: 1e-3) {
            $0.apply(.maximumPooling(.blocks(2)), to: [$1])
        },
        inBlocks("mean pooling") { $0.apply(.meanPooling(.blocks(2)), to: [$1]) },
        inBlocks("nearest resize") { $0.apply(.resize(.nearest, factor: 2), to: [$1]) },
        inBlocks("bilinear resize") { $0.apply(.resize(.bilinear, factor: 2), to: [$1]) },
        inBlocks("GELU") { $0.activation($1, .gelu) },
        inBlocks("sum") {
            let other = $0.convolution($1, channels: 16)
            return $0.apply(.addition, to: [$1, other, $1])
        },
        inBlocks("product") {
            let other = $0.convolution($1, channels: 16)
            return $0.apply(.multiplication, to: [$1, other])
        },
        inBlocks("concatenation") {
            let other = $0.convolution($1, channels: 8)
            return $0.concatenation([$1, other, $1])
        },
        inBlocks("concatenation with what fills no block") {
            let other = $0.convolution($1, channels: 5)
            return $0.concatenation([$1, other])
        },
        inBlocks("convolution to what fills no block") { $0.convolution($1, channels: 5) },
        inBlocks("one pixel to what fills no block, and on") {
            let narrow = $0.convolution($1, channels: 5, window: .same(1))
            return $0.convolution($0.activation(narrow, .softplus), channels: 16)
        },
        inBlocks("transposed convolution") { $0.transposedConvolution($1, channels: 8) },
        // By Winograd's method, where there is code for it; of the second the weights' gradient, too.
        Case(
            testDescription: "convolution of many channels", channels: 32, size: 10,
            tolerance: 4e-2
        ) { $0.convolution($1, channels: 32) },
        Case(
            testDescription: "convolution of more channels", channels: 64, size: 7,
            tolerance: 4e-2
        ) { $0.convolution($1, channels: 64) },
        inBlocks("grouped convolution") { $0.convolution($1, channels: 16, groups: 2) },
        inBlocks("batch normalisation") { $0.batchNormalization($1) },
        inBlocks("group normalisation") { $0.groupNormalization($1, groups: 2) },
        inBlocks("dense") { $0.dense($1, inputs: 16 * 36, outputs: 7) },
    ]

    @Test("are those that finite differences give", arguments: cases + casesOfBlocks)
    func agree(_ example: Case) throws {
        let shape = TensorShape(
            batch: example.batch, channels: 3, height: example.size, width: example.size)
        let report = try GradientCheck.run(example.network(), shapes: [shape], step: example.step)

        #expect(report.worst < example.tolerance, "\(report.place)")
        #expect(report.checkedCount > 20)
    }
}
