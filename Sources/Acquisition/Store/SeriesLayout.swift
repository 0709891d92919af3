/// The shape of one image series: one position, or one region of it, over the whole run.
package struct SeriesLayout: Equatable, Sendable, Codable {
    package var name: String
    package var sizeT: Int
    package var sizeC: Int
    package var sizeZ: Int
    package var sizeY: Int
    package var sizeX: Int
    package var pixelMicrometers: Double
    package var zStepMicrometers: Double?
    package var timeIncrement: Duration?
    package var channels: [ChannelDisplay]
    /// Where the stage stood: the middle of the frames.
    package var xMicrometers: Double
    package var yMicrometers: Double

    package init(
        name: String, sizeT: Int, sizeC: Int, sizeZ: Int, sizeY: Int, sizeX: Int,
        pixelMicrometers: Double, zStepMicrometers: Double? = nil,
        timeIncrement: Duration? = nil, channels: [ChannelDisplay], xMicrometers: Double,
        yMicrometers: Double
    ) {
        self.name = name
        self.sizeT = sizeT
        self.sizeC = sizeC
        self.sizeZ = sizeZ
        self.sizeY = sizeY
        self.sizeX = sizeX
        self.pixelMicrometers = pixelMicrometers
        self.zStepMicrometers = zStepMicrometers
        self.timeIncrement = timeIncrement
        self.channels = channels
        self.xMicrometers = xMicrometers
        self.yMicrometers = yMicrometers
    }

    /// Bytes of one plane before compression.
    package var planeByteCount: Int { sizeY * sizeX * MemoryLayout<UInt16>.size }

    /// Planes that the series has room for.
    package var planeCount: Int { sizeT * sizeC * sizeZ }

    /// What makes this layout impossible; nil when nothing does.
    var fault: String? {
        let sizes = [sizeT, sizeC, sizeZ, sizeY, sizeX]
        guard sizes.allSatisfy({ (1...1_000_000_000).contains($0) }) else {
            return "series \(name): every size must be at least 1"
        }
        let (plane, isTooLarge) = sizeY.multipliedReportingOverflow(by: sizeX)
        guard !isTooLarge, plane <= BloscChunk.maximumByteCount / 2 else {
            return "series \(name): a plane of \(sizeX) x \(sizeY) is larger than 2 GB"
        }
        let (planes, areTooMany) = sizeT.multipliedReportingOverflow(by: sizeC * sizeZ)
        guard !areTooMany, planes <= 1 << 32 else { return "series \(name): too many planes" }
        guard channels.count == sizeC else {
            return "series \(name): \(sizeC) channels, but \(channels.count) are described"
        }
        let lengths = [pixelMicrometers, zStepMicrometers ?? 1, timeIncrement?.inSeconds ?? 1]
        guard lengths.allSatisfy({ $0.isFinite && $0 > 0 }) else {
            return "series \(name): pixel size, z step and time increment must be above 0"
        }
        guard xMicrometers.isFinite, yMicrometers.isFinite else {
            return "series \(name): the position must be finite"
        }
        return channels.lazy.compactMap(\.fault).first.map { "series \(name): \($0)" }
    }
}
