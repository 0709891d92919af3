import CBlosc

/// Packs and unpacks one chunk of pixels with blosc.
///
/// One thread and a context per call, so that stores never share state.
///
/// - Source: c-blosc 1.21, `blosc.h`; the chunk header in its `README_CHUNK_FORMAT.rst`.
enum BloscChunk {
    /// The most that a packed chunk is longer than its pixels.
    static let overhead = Int(BLOSC_MAX_OVERHEAD)
    /// Every chunk starts with its own lengths, in this many bytes.
    static let headerByteCount = Int(BLOSC_MIN_HEADER_LENGTH)
    /// The most that blosc takes at once: `BLOSC_MAX_BUFFERSIZE`, a macro that Swift cannot read.
    static let maximumByteCount = Int(Int32.max) - overhead

    /// Packs `pixels` into `packed` and returns how many bytes that took; nil when blosc fails.
    static func pack(
        _ pixels: UnsafeRawBufferPointer, level: Int, shuffle: Compression.Shuffle,
        codec: Compression.Codec, sampleByteCount: Int = MemoryLayout<UInt16>.size,
        into packed: UnsafeMutableRawBufferPointer
    ) -> Int? {
        let order: Int32 =
            switch shuffle {
            case .none: BLOSC_NOSHUFFLE
            case .bytes: BLOSC_SHUFFLE
            case .bits: BLOSC_BITSHUFFLE
            }
        let count = blosc_compress_ctx(
            Int32(level), order, sampleByteCount, pixels.count, pixels.baseAddress,
            packed.baseAddress, packed.count, codec.rawValue, 0, 1)
        return count > 0 ? Int(count) : nil
    }

    /// Unpacks exactly `pixelCount` pixels; nil when `packed` does not hold that.
    static func unpack(_ packed: [UInt8], pixelCount: Int) -> [UInt16]? {
        let byteCount = pixelCount * MemoryLayout<UInt16>.size
        guard hasRightLengths(header: packed, fileByteCount: packed.count, byteCount: byteCount)
        else { return nil }
        var isWhole = false
        let pixels = [UInt16](unsafeUninitializedCapacity: pixelCount) { buffer, count in
            let unpacked = packed.withUnsafeBytes {
                blosc_decompress_ctx($0.baseAddress, buffer.baseAddress, byteCount, 1)
            }
            isWhole = Int(unpacked) == byteCount
            count = isWhole ? pixelCount : 0
        }
        return isWhole ? pixels : nil
    }

    /// Unpacks exactly `byteCount` bytes of any samples; nil when `packed` does not hold that.
    static func unpack(_ packed: [UInt8], byteCount: Int) -> [UInt8]? {
        guard hasRightLengths(header: packed, fileByteCount: packed.count, byteCount: byteCount)
        else { return nil }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            let unpacked = packed.withUnsafeBytes {
                blosc_decompress_ctx($0.baseAddress, buffer.baseAddress, byteCount, 1)
            }
            isWhole = Int(unpacked) == byteCount
            count = isWhole ? byteCount : 0
        }
        return isWhole ? bytes : nil
    }

    /// Whether a chunk that starts with `header` can be whole, without unpacking it.
    static func hasRightLengths(header: [UInt8], fileByteCount: Int, byteCount: Int) -> Bool {
        guard header.count >= headerByteCount else { return false }
        var unpacked = 0
        var packed = 0
        var block = 0
        header.withUnsafeBytes { blosc_cbuffer_sizes($0.baseAddress, &unpacked, &packed, &block) }
        return unpacked == byteCount && packed == fileByteCount
    }
}
