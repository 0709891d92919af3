import Hardware

/// A frame of 2048 x 2048 pixels, always the same, in memory that is given back at the end.
final class PreparedFrame: Sendable {
    static let side = 2048
    static let byteCount = side * side * 2

    /// `nonisolated(unsafe)` holds because the bytes are written before `init` ends and only read
    /// after.
    nonisolated(unsafe) let bytes: UnsafeMutableRawBufferPointer
    let checksum: UInt32

    init() {
        bytes = .allocate(byteCount: Self.byteCount, alignment: 64)
        let pixels = bytes.bindMemory(to: UInt16.self)
        for index in pixels.indices {
            pixels[index] = 100 + UInt16(truncatingIfNeeded: (index &* 40_503) >> 8 & 0x3FF)
        }
        checksum = CRC32.checksum(UnsafeRawBufferPointer(bytes))
    }

    deinit { bytes.deallocate() }
}
