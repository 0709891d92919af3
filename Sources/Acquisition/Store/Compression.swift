/// How the chunks of a store are packed.
package enum Compression: Hashable, Sendable, Codable {
    case none
    case blosc(codec: Codec, level: Int, shuffle: Shuffle)

    /// The packer inside blosc.
    package enum Codec: String, Sendable, Codable {
        case zstd
    }

    /// How blosc reorders the bytes of a block first, by the names that Zarr has for it.
    package enum Shuffle: String, Sendable, Codable {
        case none = "noshuffle"
        case bytes = "shuffle"
        case bits = "bitshuffle"
    }

    /// The default: zstd at its fastest, bytes shuffled.
    package static let zstd = Compression.blosc(codec: .zstd, level: 1, shuffle: .bytes)
}
