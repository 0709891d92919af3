/// Pixels that nobody changes any more, shared without copying.
///
/// The memory belongs to whoever made it (a ZeroMQ message, an array) and is given back when the
/// last reference goes.
///
/// `@unchecked Sendable` holds because the bytes are written before `init` and only read after.
package final class FrameBuffer: @unchecked Sendable {
    private let bytes: UnsafeRawBufferPointer
    private let release: @Sendable () -> Void

    /// Takes over `bytes`, which must stay valid and unchanged until `release` is called.
    package init(
        adopting bytes: UnsafeRawBufferPointer, release: @escaping @Sendable () -> Void
    ) {
        self.bytes = bytes
        self.release = release
    }

    /// Copies `pixels`.
    package convenience init(_ pixels: [UInt16]) {
        let copy = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: max(pixels.count, 1))
        _ = copy.initialize(from: pixels)
        let raw = UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(copy)[..<(pixels.count * 2)])
        let address = UInt(bitPattern: copy.baseAddress)
        self.init(adopting: raw) {
            UnsafeMutablePointer<UInt16>(bitPattern: address)?.deallocate()
        }
    }

    deinit { release() }

    package var byteCount: Int { bytes.count }

    /// Reads the bytes as they lie in memory.
    package func withBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try withExtendedLifetime(self) { try body(bytes) }
    }

    /// Reads the pixels, row-major, little-endian 16 bit.
    package func withPixels<Result>(
        _ body: (UnsafeBufferPointer<UInt16>) throws -> Result
    ) rethrows -> Result {
        try withBytes { try body($0.bindMemory(to: UInt16.self)) }
    }
}
