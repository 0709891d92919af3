/// CRC-32 as zlib computes it, eight bytes at a time.
enum Checksum {
    /// Eight tables of 256: the first is the bytewise one, each next advances one byte further.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for value in 0..<256 {
            var remainder = UInt32(value)
            for _ in 0..<8 {
                remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1
            }
            tables[value] = remainder
        }
        for value in 0..<256 {
            for slice in 1..<8 {
                let before = tables[(slice - 1) * 256 + value]
                tables[slice * 256 + value] = before >> 8 ^ tables[Int(before & 0xFF)]
            }
        }
        return tables
    }()

    static func crc32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        tables.withUnsafeBufferPointer { table in
            var remainder: UInt32 = 0xFFFF_FFFF
            var index = 0
            while index + 8 <= bytes.count {
                let word = UInt64(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let mixed = word ^ UInt64(remainder)
                remainder = 0
                for slice in 0..<8 {
                    let byte = Int(mixed >> UInt64(8 * slice) & 0xFF)
                    remainder ^= table[(7 - slice) * 256 + byte]
                }
                index += 8
            }
            while index < bytes.count {
                let byte = Int((remainder ^ UInt32(bytes[index])) & 0xFF)
                remainder = remainder >> 8 ^ table[byte]
                index += 1
            }
            return remainder ^ 0xFFFF_FFFF
        }
    }

    static func crc32(_ pixels: [UInt16]) -> UInt32 {
        pixels.withUnsafeBytes { crc32($0) }
    }
}
