internal import COneDNN

/// How convolutions are worked out.
package enum ConvolutionMethod: Sendable, Hashable {
    /// Product by product: a pixel comes out the same wherever in a tile it lies.
    case direct
    /// By Winograd's method where there is code for it and it is faster, else product by product.
    ///
    /// Squares of pixels are worked out together with half the products or fewer. Sums are rounded
    /// otherwise, and depend on where in its square a pixel lies, in the sixth digit or so.
    ///
    /// - Source: Lavin and Gray, CVPR 2016.
    case winograd
    /// On numbers of 16 bits, of which 8 are digits, where the processor multiplies such itself;
    /// products are summed up as floats.
    case bfloat16

    /// What is done soonest here, where somebody waits: in runs and in training.
    package static let quickest: ConvolutionMethod = onednn_has_bfloat16() ? .bfloat16 : .winograd

    /// What convolutions pass on to each other.
    var number: Layout.Number { self == .bfloat16 ? .bfloat16 : .float32 }

    /// Most that one convolution may take to work in, bytes.
    static let mostScratch = 64 << 20

    /// Whether a convolution is to be tried by this method: windows of 3 × 3, and channels enough to
    /// be worth the way there and back.
    func isWinograd(_ operation: Operation, from source: TensorShape, to result: TensorShape)
        -> Bool
    {
        guard self == .winograd, onednn_has_winograd(),
            case .convolution(let window, _, 1, _) = operation
        else { return false }
        let one = Window.Pair(1, 1)
        return window.kernel == Window.Pair(3, 3) && window.stride == one && window.dilation == one
            && source.channels >= 32 && source.channels * result.channels >= 32 * 24
    }

    /// Whether the gradient of the weights is to be worked out so as well: there less is saved.
    func isWinogradForWeights(from source: TensorShape, to result: TensorShape) -> Bool {
        min(source.channels, result.channels) >= 64
    }
}
