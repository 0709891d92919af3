internal import COneDNN

/// Which layouts convolutions are fast in; that differs from processor to processor.
struct LayoutTaste: Sendable {
    typealias Value = (shape: TensorShape, layout: Layout)

    /// Channels in a block; 0 where convolutions like no blocks.
    let blockSize: Int
    /// Whether there is compiled code for a convolution from one value to another.
    let isFast: @Sendable (_ layer: Network.Layer, Value, Value, _ isTrained: Bool) -> Bool

    /// What oneDNN says of the processor that this runs on.
    ///
    /// - Parameter usesWinograd: Whether some convolutions are worked out so, which is done on blocks.
    static func ofThisMachine(usesWinograd: Bool) -> LayoutTaste {
        LayoutTaste(
            blockSize: usesWinograd || onednn_prefers_blocks() ? Layout.blockSize : 0
        ) { ConvolutionKernel.isFast($0, from: $1, to: $2, isTrained: $3) }
    }

    /// Whether blocks of `channels` channels need no padding.
    func fillsBlocks(_ channels: Int) -> Bool {
        blockSize > 0 && channels % blockSize == 0
    }
}
