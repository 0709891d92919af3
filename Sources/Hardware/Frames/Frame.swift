/// One image from a camera, with what the camera said of it.
package struct Frame: Sendable {
    package let metadata: FrameMetadata
    /// Grey values, shape `[height, width]`, row-major, 16 bit little-endian.
    package let pixels: FrameBuffer

    package init(metadata: FrameMetadata, pixels: FrameBuffer) {
        self.metadata = metadata
        self.pixels = pixels
    }
}

/// What a camera says of one frame.
package struct FrameMetadata: Sendable, Equatable {
    /// The camera's own count of frames since it was armed first; never repeats while it is on.
    package var number: UInt64
    package var width: Int
    package var height: Int
    /// Exposure as it was, not as it was asked.
    package var exposure: Duration
    /// Grey value of a pixel that saw no light.
    package var offset: Double
    /// Electrons per grey value.
    package var electronsPerGrey: Double
    /// The camera's monotonic clock at the start of the exposure.
    package var startedAt: Duration
    /// Seconds since 1970 at the start of the exposure, as the camera's clock has it.
    package var wallTime: Double
    /// Frames that the camera itself has had to drop since it was armed first.
    package var droppedCount: UInt64
    /// CRC-32 (zlib's) of the pixels as sent.
    package var checksum: UInt32

    package init(
        number: UInt64, width: Int, height: Int, exposure: Duration, offset: Double,
        electronsPerGrey: Double, startedAt: Duration, wallTime: Double, droppedCount: UInt64,
        checksum: UInt32
    ) {
        self.number = number
        self.width = width
        self.height = height
        self.exposure = exposure
        self.offset = offset
        self.electronsPerGrey = electronsPerGrey
        self.startedAt = startedAt
        self.wallTime = wallTime
        self.droppedCount = droppedCount
        self.checksum = checksum
    }
}
