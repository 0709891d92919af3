/// A frame that is safe on disk: with this record durable, it is *acknowledged*.
package struct FrameRecord: JournalRecord {
    package var eventIndex: Int
    package var series: Int
    package var t: Int
    package var c: Int
    package var z: Int
    /// The camera's own number of the frame.
    package var cameraFrame: Int64
    package var width: Int
    package var height: Int
    package var exposureSeconds: Double
    /// Seconds on the camera's monotonic clock.
    package var startedAt: Double
    /// Seconds since 1970.
    package var wallTime: Double
    /// CRC-32, as zlib's, of the pixels in little-endian rows.
    package var checksum: UInt32

    package init(
        eventIndex: Int, series: Int, t: Int, c: Int, z: Int, cameraFrame: Int64, width: Int,
        height: Int, exposureSeconds: Double, startedAt: Double, wallTime: Double,
        checksum: UInt32
    ) {
        self.eventIndex = eventIndex
        self.series = series
        self.t = t
        self.c = c
        self.z = z
        self.cameraFrame = cameraFrame
        self.width = width
        self.height = height
        self.exposureSeconds = exposureSeconds
        self.startedAt = startedAt
        self.wallTime = wallTime
        self.checksum = checksum
    }
}
