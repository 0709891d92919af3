import Testing

@testable import Models

@Suite("Layouts of a network")
struct ArrangedNetworkTests {
    private static let shape = TensorShape(channels: 2, height: 16, width: 16)
    /// A processor that has code for everything in blocks, and for nothing else beside them.
    private static let taste = LayoutTaste(blockSize: 8) { _, source, _, _ in
        source.layout != .channelsLast
    }

    private static func arranged(
        isTrained: Bool = false, taste: LayoutTaste = taste,
        _ build: (inout NetworkBuilder, NetworkBuilder.Value) -> NetworkBuilder.Value
    ) throws -> (given: Network, arranged: ArrangedNetwork) {
        var builder = NetworkBuilder(random: Noise(seed: 2))
        let input = builder.input("image", channels: 2)
        let network = builder.network([("result", build(&builder, input))])
        let shapes = try network.shapes([shape])
        return (network, ArrangedNetwork(network, shapes, isTrained: isTrained, taste: taste))
    }

    private static func moves(_ network: ArrangedNetwork) -> [Layout] {
        network.network.layers.compactMap { layer in
            if case .layout(let layout) = layer.operation { layout } else { nil }
        }
    }

    private static func unet(
        isTrained: Bool, taste: LayoutTaste = taste
    ) throws -> (given: Network, arranged: ArrangedNetwork) {
        try arranged(isTrained: isTrained, taste: taste) {
            let top = $0.relu($0.convolution($1, channels: 16))
            let low = $0.apply(.maximumPooling(.blocks(2)), to: [top])
            let bottom = $0.relu($0.convolution(low, channels: 32))
            let up = $0.apply(.resize(.nearest, factor: 2), to: [bottom])
            return $0.convolution($0.concatenation([up, top]), channels: 3)
        }
    }

    @Test("between convolutions nothing moves: in at the first, out behind the last")
    func moves() throws {
        let (given, arranged) = try Self.unet(isTrained: false)

        #expect(Self.moves(arranged) == [.channelsFirst, .channelsLast])
        #expect(arranged.network.layers.count == given.layers.count + 2)
    }

    @Test(
        "inputs and outputs have channels last, and layers keep their order",
        arguments: [false, true])
    func order(isTrained: Bool) throws {
        let (given, arranged) = try Self.unet(isTrained: isTrained)

        let ends = arranged.network.inputs + arranged.network.outputs.map(\.layer)
        for end in ends { #expect(arranged.layouts[end] == .channelsLast) }
        let kept = arranged.network.layers.indices.filter {
            if case .layout = arranged.network.layers[$0].operation { false } else { true }
        }
        #expect(kept.map { arranged.origins[$0] } == Array(given.layers.indices))
    }

    @Test(
        "a convolution gets its input in the layout that it was asked about", arguments: [1, 2, 4])
    func wanted(channels: Int) throws {
        var builder = NetworkBuilder(random: Noise(seed: 2))
        let input = builder.input("image", channels: channels)
        let first = builder.convolution(input, channels: 32)
        let network = builder.network([("result", builder.convolution(first, channels: 32))])
        let shapes = try network.shapes([TensorShape(channels: channels, height: 64, width: 64)])

        let arranged = ArrangedNetwork(network, shapes, isTrained: false, taste: Self.taste)

        for layer in arranged.network.layers {
            guard case .convolution = layer.operation else { continue }
            // Channels last beside blocks have no compiled code.
            #expect(arranged.layouts[layer.inputs[0]] != .channelsLast)
        }
    }

    @Test("what convolutions pass on is halves of floats, and the answer of the last is floats")
    func halves() throws {
        var taste = Self.taste
        taste.number = .bfloat16

        let (_, arranged) = try Self.unet(isTrained: false, taste: taste)

        let first = Layout(.channelsFirst, .bfloat16)
        #expect(Self.moves(arranged) == [first, .channelsLast])
        let inner = arranged.layouts.dropFirst(2).dropLast(2)
        #expect(inner.allSatisfy { $0 == Layout(.blocks, .bfloat16) })
        #expect(arranged.layouts.suffix(2) == [.blocks, .channelsLast])
    }

    @Test("a value that two layers want otherwise is moved once")
    func once() throws {
        let (_, arranged) = try Self.arranged {
            let value = $0.convolution($1, channels: 16)
            let first = $0.groupNormalization(value, groups: 2)
            let second = $0.layerNormalization(value)
            return $0.apply(.addition, to: [first, second])
        }

        #expect(Self.moves(arranged) == [.channelsFirst, .channelsLast])
    }

    @Test("where the processor likes no blocks nothing moves")
    func noBlocks() throws {
        let (given, _) = try Self.unet(isTrained: false)
        let taste = LayoutTaste(blockSize: 0) { _, _, _, _ in true }

        let arranged = ArrangedNetwork(
            given, try given.shapes([Self.shape]), isTrained: false, taste: taste)

        #expect(arranged.network.layers.count == given.layers.count)
        #expect(arranged.layouts.allSatisfy { $0 == .channelsLast })
    }

    @Test("where no convolution could use it nothing moves")
    func nothing() throws {
        let (given, arranged) = try Self.arranged {
            let value = $0.convolution($1, channels: 6, window: .same(1))
            return $0.softmaxed($0.convolution(value, channels: 16, window: .same(1)))
        }

        #expect(arranged.network.layers.count == given.layers.count)
        #expect(arranged.layouts.allSatisfy { $0 == .channelsLast })
    }

    @Test("a block that is not full is padded", .enabled(if: Layout.blockSize > 0))
    func padding() throws {
        let shape = TensorShape(batch: 2, channels: Layout.blockSize + 1, height: 3, width: 5)

        let count = 2 * 2 * Layout.blockSize * 15
        #expect(Layout.blocks.count(of: shape) == count)
        #expect(Layout.blocks.floatCount(of: shape) == count)
        #expect(Layout(.blocks, .bfloat16).floatCount(of: shape) == count / 2)
        #expect(Layout.channelsLast.count(of: shape) == shape.count)
        #expect(Layout.channelsFirst.count(of: shape) == shape.count)
    }
}

extension NetworkBuilder {
    fileprivate mutating func softmaxed(_ value: Value) -> Value { apply(.softmax, to: [value]) }
}
