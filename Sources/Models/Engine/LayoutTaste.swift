internal import COneDNN

/// Which layouts convolutions are fast in; that differs from processor to processor.
struct LayoutTaste: Sendable {
    typealias Value = (shape: TensorShape, layout: Layout)

    /// Channels in a block; 0 where convolutions like no blocks.
    let blockSize: Int
    /// What convolutions pass on to each other.
    var number = Layout.Number.float32
    /// Whether there is compiled code for a convolution from one value to another.
    let isFast: @Sendable (_ layer: Network.Layer, Value, Value, _ isTrained: Bool) -> Bool

    /// What oneDNN says of the processor that this runs on.
    ///
    /// - Parameters:
    ///   - usesWinograd: Whether some convolutions are worked out so, which is done on blocks.
    ///   - number: What convolutions pass on; halves of floats are passed on in blocks.
    static func ofThisMachine(usesWinograd: Bool, number: Layout.Number) -> LayoutTaste {
        let likesBlocks = usesWinograd || number == .bfloat16 || onednn_prefers_blocks()
        return LayoutTaste(blockSize: likesBlocks ? Layout.blockSize : 0, number: number) {
            ConvolutionKernel.isFast($0, from: $1, to: $2, isTrained: $3)
        }
    }

    /// Whether blocks of `channels` channels need no padding.
    func fillsBlocks(_ channels: Int) -> Bool {
        blockSize > 0 && channels % blockSize == 0
    }
}
