/// A layer made ready for one shape: its buffers are bound, so that running it allocates nothing.
protocol Kernel: AnyObject {
    /// Works the output out from the inputs.
    func forward()

    /// From the gradient of the output: those of the inputs and of the parameters, written over
    /// what was there.
    func backward()
}

/// What a kernel reads, or writes.
struct Site {
    let shape: TensorShape
    let layout: Layout
    let value: FloatBuffer
    /// Nil where nobody asks for it.
    let gradient: FloatBuffer?

    /// How many numbers, with those that pad blocks.
    var count: Int { layout.count(of: shape) }
    /// How many floats take as much memory.
    var floatCount: Int { layout.floatCount(of: shape) }
}

/// A parameter and its gradient; the gradient is nil where nothing is learned.
struct ParameterSite {
    let value: FloatBuffer
    let gradient: FloatBuffer?
}

/// A layer with everything that it works on.
struct KernelSetting {
    let layer: Network.Layer
    let inputs: [Site]
    let output: Site
    let parameters: [ParameterSite]
    let isTraining: Bool
    let method: ConvolutionMethod
    /// Of the plan's kernels, which run one after the other.
    let scratch: Scratch
    /// Applied to the result of a convolution; only where nothing is trained.
    var fused: Activation?

    var input: Site { inputs[0] }
}
