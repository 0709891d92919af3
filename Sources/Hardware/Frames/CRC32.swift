/// CRC-32 as in zlib, gzip and PNG, eight bytes at a time.
///
/// - Source: polynomial 0xEDB88320 (ISO 3309); Kounavis & Berry, "A systematic approach to building
///   high performance, software-based, CRC generators", ISCC 2005 (slicing by 8).
package enum CRC32 {
    /// Table `slice` maps a byte to its effect on the remainder `slice` bytes later.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var remainder = UInt32(byte)
            for _ in 0..<8 {
                remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0xEDB8_8320
            }
            tables[byte] = remainder
        }
        for index in 256..<tables.count {
            let previous = tables[index - 256]
            tables[index] = previous >> 8 ^ tables[Int(previous & 0xFF)]
        }
        return tables
    }()

    /// The checksum of `bytes`.
    ///
    /// - Complexity: One pass, no allocation.
    package static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            guard let table = tables.baseAddress, let start = bytes.baseAddress else { return 0 }
            var remainder: UInt32 = 0xFFFF_FFFF
            var offset = 0
            while offset &+ 8 <= bytes.count {
                let word = UInt64(
                    littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                let low = UInt32(truncatingIfNeeded: word) ^ remainder
                let high = UInt32(truncatingIfNeeded: word >> 32)
                // Two halves, so that the processor can look both up at the same time.
                let first =
                    table[1792 &+ Int(low & 0xFF)] ^ table[1536 &+ Int(low >> 8 & 0xFF)]
                    ^ table[1280 &+ Int(low >> 16 & 0xFF)] ^ table[1024 &+ Int(low >> 24)]
                let second =
                    table[768 &+ Int(high & 0xFF)] ^ table[512 &+ Int(high >> 8 & 0xFF)]
                    ^ table[256 &+ Int(high >> 16 & 0xFF)] ^ table[Int(high >> 24)]
                remainder = first ^ second
                offset &+= 8
            }
            while offset < bytes.count {
                let byte = start.load(fromByteOffset: offset, as: UInt8.self)
                remainder = remainder >> 8 ^ table[Int(UInt8(truncatingIfNeeded: remainder) ^ byte)]
                offset &+= 1
            }
            return ~remainder
        }
    }
}
