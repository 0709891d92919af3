/// CRC-32 as zlib computes it, bit by bit: slow, and easily seen to be right.
func checksum(_ pixels: [UInt16]) -> UInt32 {
    var crc: UInt32 = .max
    for pixel in pixels {
        for byte in [UInt8(truncatingIfNeeded: pixel), UInt8(pixel >> 8)] {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
    }
    return ~crc
}
