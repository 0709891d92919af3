internal import COneDNN

/// How the numbers of an image lie in memory.
package struct Layout: Sendable, Hashable {
    package enum Order: Sendable, Hashable {
        /// The channel runs fastest, then x, then y: as images and losses meet a network.
        case channelsLast
        /// A plane for each channel.
        case channelsFirst
        /// A plane for each ``blockSize`` channels, in which these run fastest: what convolutions are
        /// fastest on. The last block is padded with zeros.
        case blocks
    }

    /// What a number is kept as.
    package enum Number: Sendable, Hashable {
        case float32
        /// The upper half of a float: its range, and 8 bits of its digits.
        case bfloat16
    }

    package let order: Order
    package let number: Number

    package init(_ order: Order, _ number: Number = .float32) {
        self.order = order
        self.number = number
    }

    package static let channelsLast = Layout(.channelsLast)
    package static let channelsFirst = Layout(.channelsFirst)
    package static let blocks = Layout(.blocks)

    /// 0 where convolutions like no blocks.
    static let blockSize = Int(onednn_block_size())

    /// How many numbers an image has, with those that pad blocks.
    func count(of shape: TensorShape) -> Int {
        guard order == .blocks else { return shape.count }
        let blocks = (shape.channels + Self.blockSize - 1) / Self.blockSize
        return shape.pixelCount * blocks * Self.blockSize
    }

    /// How many floats take as much memory as an image.
    func floatCount(of shape: TensorShape) -> Int {
        switch number {
        case .float32: count(of: shape)
        case .bfloat16: (count(of: shape) + 1) / 2
        }
    }
}

extension Layout.Order {
    var onednn: onednn_layout {
        switch self {
        case .channelsLast: onednn_layout_channels_last
        case .channelsFirst: onednn_layout_channels_first
        case .blocks: onednn_layout_blocks
        }
    }
}

extension Layout.Number {
    var onednn: onednn_number {
        switch self {
        case .float32: onednn_number_float32
        case .bfloat16: onednn_number_bfloat16
        }
    }
}
