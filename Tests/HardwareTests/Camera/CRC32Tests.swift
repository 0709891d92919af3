import Testing

@testable import Hardware

@Suite("CRC-32")
struct CRC32Tests {
    private func checksum(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes(CRC32.checksum) }

    @Test(
        "agrees with zlib",
        arguments: zip(
            ["", "a", "123456789", "The quick brown fox jumps over the lazy dog"],
            [0, 0xE8B7_BE43, 0xCBF4_3926, 0x414F_A339] as [UInt32]))
    func vectors(text: String, expected: UInt32) {
        #expect(checksum(Array(text.utf8)) == expected)
    }

    @Test("does not depend on where eight bytes begin or end", arguments: 0..<20)
    func offsets(count: Int) {
        let bytes = (0..<UInt8(100)).map { $0 &* 31 &+ 7 }
        func bitwise(_ bytes: ArraySlice<UInt8>) -> UInt32 {
            var remainder: UInt32 = 0xFFFF_FFFF
            for byte in bytes {
                remainder ^= UInt32(byte)
                for _ in 0..<8 {
                    remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0xEDB8_8320
                }
            }
            return ~remainder
        }

        let slice = bytes[count..<(100 - count / 3)]

        #expect(slice.withUnsafeBytes(CRC32.checksum) == bitwise(slice))
    }

    @Test(
        "agrees with zlib where three stretches are joined",
        arguments: zip(
            [3071, 3072, 3073, 10_000, 123_457],
            [0xF790_05B1, 0xC042_96D8, 0xC4AE_625E, 0x38E6_8819, 0x8D84_CB2B] as [UInt32]))
    func long(count: Int, expected: UInt32) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }

        #expect(checksum(bytes) == expected)
    }
}
