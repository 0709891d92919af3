internal import COneDNN

/// How the numbers of an image lie in memory.
package enum Layout: Sendable, Hashable {
    /// The channel runs fastest, then x, then y: as images and losses meet a network.
    case channelsLast
    /// A plane for each channel.
    case channelsFirst
    /// A plane for each ``blockSize`` channels, in which these run fastest: what convolutions are
    /// fastest on. The last block is padded with zeros.
    case blocks

    /// 0 where convolutions like no blocks.
    static let blockSize = Int(onednn_block_size())

    /// How many numbers an image takes, with those that pad blocks.
    func count(of shape: TensorShape) -> Int {
        guard self == .blocks else { return shape.count }
        let blocks = (shape.channels + Self.blockSize - 1) / Self.blockSize
        return shape.pixelCount * blocks * Self.blockSize
    }

    var onednn: onednn_layout {
        switch self {
        case .channelsLast: onednn_layout_channels_last
        case .channelsFirst: onednn_layout_channels_first
        case .blocks: onednn_layout_blocks
        }
    }
}
