/// Writes single frames as OME-TIFF files, whole or not at all.
package struct SnapshotWriter: Sendable {
    private let files: any FileSystem

    package init(files: any FileSystem = RealFileSystem()) { self.files = files }

    /// Writes one frame to `path`, in place of what was there; durable when this returns.
    ///
    /// - Parameters:
    ///   - pixels: 16 bit, little-endian, row by row.
    ///   - detail: Where and when; its address is not used.
    package func write(
        _ pixels: UnsafeRawBufferPointer, width: Int, height: Int, pixelMicrometers: Double,
        channel: ChannelDisplay, detail: PlaneDetail? = nil, name: String = "snapshot",
        to path: String
    ) throws(StorageError) {
        let layout = SeriesLayout(
            name: name, sizeT: 1, sizeC: 1, sizeZ: 1, sizeY: height, sizeX: width,
            pixelMicrometers: pixelMicrometers, channels: [channel],
            xMicrometers: detail?.xMicrometers ?? 0, yMicrometers: detail?.yMicrometers ?? 0)
        if let fault = layout.fault { throw StorageError("write", path, .outOfRange(fault)) }
        guard pixels.count == layout.planeByteCount else {
            let text = "\(width) x \(height) pixels need \(layout.planeByteCount) bytes, not "
            throw StorageError("write", path, .outOfRange(text + "\(pixels.count)"))
        }
        var plane = detail ?? PlaneDetail(PlaneAddress(series: 0, t: 0, c: 0, z: 0))
        plane.address = PlaneAddress(series: 0, t: 0, c: 0, z: 0)
        let image = OMEXML.Image(layout: layout, planes: [plane], pixelStorage: .pagesOfThisFile)
        let document = try TIFFDocument(name: path, reserving: pixels.count + 65536)
        let bytes = try document.page(
            pixels, width: width, height: height, description: OMEXML.document([image]),
            pixelsPerCentimeter: 1e4 / pixelMicrometers, name: path)
        try files.replaceFile(at: path, with: bytes)
    }
}
