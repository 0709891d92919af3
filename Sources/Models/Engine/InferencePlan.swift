internal import COneDNN

/// A network made ready to run on images of one shape.
///
/// Everything is made once. An activation behind a convolution is part of
/// it, a batch normalisation behind one is folded into its weights, and values that are no longer
/// needed lend their memory to later ones. Belongs to one task at a time.
package final class InferencePlan {
    private let kernels: [any Kernel]
    private let inputs: [FloatBuffer]
    private let outputs: [(name: String, shape: TensorShape, buffer: FloatBuffer)]
    package let inputShapes: [TensorShape]
    package let method: ConvolutionMethod
    /// How many threads it computes with, whoever runs it: its kernels share their work out when they
    /// are made.
    let threadCount: Int

    /// - Parameters:
    ///   - shapes: Of the network's inputs, in their order.
    ///   - method: By the quickest a frame comes out sooner; by Winograd's it is not to be used for
    ///     tiles, whose pixels would depend a little on where the tiles begin.
    package init(
        _ network: Network, shapes inputShapes: [TensorShape], method: ConvolutionMethod = .direct
    ) throws(NetworkError) {
        Self.keepFreedMemory
        self.method = method
        threadCount = Self.threadCount
        // Before anything is changed, so that an error names the network as it was given.
        try network.checkParameters(try network.shapes(inputShapes))
        let folded = network.folded()
        let arranged = ArrangedNetwork(
            folded, try folded.shapes(inputShapes), isTrained: false, method: method)
        let network = arranged.network
        let shapes = try network.shapes(inputShapes)
        let fusion = Fusion(network)
        let memory = MemoryPlan(
            arranged, zip(shapes, arranged.layouts).map { $1.floatCount(of: $0) }, fusion,
            isBatch: inputShapes.contains { $0.batch > 1 })
        var kernels: [any Kernel] = []
        let scratch = Scratch()
        let parameters = network.parameters.map {
            ParameterSite(value: FloatBuffer($0.values), gradient: nil)
        }
        for (index, layer) in network.layers.enumerated() where !fusion.isAbsorbed(index) {
            let target = fusion.absorber(of: index) ?? index
            func site(_ layer: Int) -> Site {
                Site(
                    shape: shapes[layer], layout: arranged.layouts[layer],
                    value: memory.buffer(of: layer), gradient: nil)
            }
            let setting = KernelSetting(
                layer: layer, inputs: layer.inputs.map(site), output: site(target),
                parameters: layer.parameters.map { parameters[$0] }, isTraining: false,
                method: method, scratch: scratch, fused: fusion.activation(of: index))
            if let kernel = try setting.kernel(seed: 0) { kernels.append(kernel) }
        }
        self.kernels = kernels
        self.inputShapes = inputShapes
        inputs = network.inputs.map(memory.buffer)
        outputs = network.outputs.map { ($0.name, shapes[$0.layer], memory.buffer(of: $0.layer)) }
    }

    /// Runs the network on what `fill` writes; `read` sees the outputs while they last.
    ///
    /// - Parameters:
    ///   - fill: Writes each input, channels fastest.
    ///   - read: Is given each output's name, shape and numbers.
    package func run(
        fill: (_ input: Int, _ numbers: UnsafeMutableBufferPointer<Float>) -> Void,
        read: (_ name: String, _ shape: TensorShape, _ numbers: UnsafeBufferPointer<Float>) -> Void
    ) {
        for (index, buffer) in inputs.enumerated() {
            let count = inputShapes[index].count
            fill(index, UnsafeMutableBufferPointer(start: buffer.pointer, count: count))
        }
        for kernel in kernels { kernel.forward() }
        for output in outputs {
            let numbers = UnsafeBufferPointer(
                start: UnsafePointer(output.buffer.pointer), count: output.shape.count)
            read(output.name, output.shape, numbers)
        }
    }

    /// Runs the network on `inputs`; convenient, where an array more does not matter.
    package func callAsFunction(_ inputs: [[Float]]) -> [[Float]] {
        var results: [[Float]] = []
        run { index, numbers in
            precondition(inputs[index].count == numbers.count, "an input of the planned shape")
            _ = numbers.update(from: inputs[index])
        } read: { _, _, numbers in
            results.append(Array(numbers))
        }
        return results
    }

    /// Frames come one after the other; done once, for the whole program.
    private static let keepFreedMemory: Void = onednn_keep_freed_memory()

    /// How many threads each network of the calling thread may use.
    package static func useThreads(_ count: Int) { onednn_set_threads(Int32(count)) }

    /// As ``useThreads(_:)`` left it for the calling thread, or as many as there are processors.
    package static var threadCount: Int { Int(onednn_threads()) }

    /// Does `work` with `count` threads for each network of the calling thread, and afterwards has as
    /// many as before.
    package static func withThreads<Answer>(
        _ count: Int, _ work: () throws -> Answer
    ) rethrows -> Answer {
        let usual = threadCount
        useThreads(count)
        defer { useThreads(usual) }
        return try work()
    }
}
