/// Writes images as an OME-Zarr 0.5 hierarchy that appears whole or not at all.
///
/// Planes go into `ROOT.partial`, one chunk and file each, packed with blosc and zstd; ``finish()``
/// makes all of it durable and gives the folder its name. A plane never written reads as 0.
package struct ZarrImageWriter: Sendable {
    private let root: String
    private let partial: String
    private let images: [ZarrImageLayout]
    private let files: any FileSystem

    /// Begins `root`: one image, or a series of them.
    ///
    /// - Throws: ``StorageError`` where something is at `root` already.
    package init(
        at root: String, images: [ZarrImageLayout], files: any FileSystem = RealFileSystem()
    ) throws(StorageError) {
        self.root = root
        self.images = images
        self.files = files
        partial = root + ".partial"
        guard !images.isEmpty else {
            throw StorageError("create", root, .outOfRange("there is no image to write"))
        }
        for image in images {
            if let fault = image.fault { throw StorageError("create", root, .outOfRange(fault)) }
        }
        guard try files.kind(at: root) == nil else {
            throw StorageError("create", root, .foreign("it is there already; choose another name"))
        }
        guard try files.kind(at: partial) == nil else {
            let text = "an earlier attempt left it; remove it and try again"
            throw StorageError("create", partial, .foreign(text))
        }
        try files.createFolders(to: partial)
        for index in images.indices { try begin(index) }
        if images.count > 1 {
            try files.createFolder(at: "\(partial)/OME")
            let series = NGFFAttributes.OME(version: "0.5", series: images.indices.map(String.init))
            try put(ZarrGroup(NGFFAttributes(ome: series)), at: "\(partial)/OME")
            let group = NGFFAttributes.OME(version: "0.5", layout: 3)
            try put(ZarrGroup(NGFFAttributes(ome: group)), at: partial)
        }
    }

    /// Writes one plane of floating point samples.
    package func write(
        _ pixels: [Float], image: Int, t: Int, c: Int, z: Int
    ) throws(StorageError) {
        try write(pixels, .float32, image, t, c, z)
    }

    /// Writes one plane of 16 bit samples.
    package func write(
        _ pixels: [UInt16], image: Int, t: Int, c: Int, z: Int
    ) throws(StorageError) {
        try write(pixels, .uint16, image, t, c, z)
    }

    /// Writes one plane of 32 bit samples.
    package func write(
        _ pixels: [UInt32], image: Int, t: Int, c: Int, z: Int
    ) throws(StorageError) {
        try write(pixels, .uint32, image, t, c, z)
    }

    /// Makes everything durable and gives the folder its name.
    package func finish() throws(StorageError) {
        try files.synchronizeEverything(around: partial)
        try files.rename(partial, to: root)
        try files.synchronizeFolder(at: parentFolder(of: root))
    }

    private func write<Sample>(
        _ pixels: [Sample], _ samples: SampleType, _ index: Int, _ t: Int, _ c: Int, _ z: Int
    ) throws(StorageError) {
        guard images.indices.contains(index), images[index].samples == samples,
            pixels.count == images[index].size("x") * images[index].size("y"),
            let place = place(in: images[index], t: t, c: c, z: z)
        else {
            let text = "no plane of \(pixels.count) \(samples.rawValue) pixels at t \(t), c \(c), "
            throw StorageError("write", root, .outOfRange(text + "z \(z) of image \(index)"))
        }
        let packed = try pack(pixels, sampleByteCount: samples.byteCount)
        var folder = "\(folder(of: index))/0/c"
        for part in place.dropLast() {
            folder += "/\(part)"
            try files.createFolder(at: folder)
        }
        let file = try files.createFile(at: "\(folder)/0")
        let written = packed.withUnsafeBytes { bytes in
            Result { () throws(StorageError) in try files.writeAll(bytes, to: file) }
        }
        do throws(StorageError) { try written.get() } catch {
            try? files.close(file)  // The first error is the one to report.
            throw error
        }
        try files.close(file)
    }

    private func pack<Sample>(
        _ pixels: [Sample], sampleByteCount: Int
    ) throws(StorageError) -> [UInt8] {
        let packed = pixels.withUnsafeBytes { bytes in
            var packed = [UInt8](repeating: 0, count: bytes.count + BloscChunk.overhead)
            let count = packed.withUnsafeMutableBytes {
                BloscChunk.pack(
                    bytes, level: 1, shuffle: .bytes, codec: .zstd,
                    sampleByteCount: sampleByteCount, into: $0)
            }
            guard let count else { return [UInt8]() }
            packed.removeLast(packed.count - count)
            return packed
        }
        guard !packed.isEmpty else { throw StorageError("pack", root, .library("blosc failed")) }
        return packed
    }

    /// The chunk's indices along the image's axes; nil outside of it.
    private func place(in image: ZarrImageLayout, t: Int, c: Int, z: Int) -> [Int]? {
        var place: [Int] = []
        for (name, index) in [("t", t), ("c", c), ("z", z)] {
            guard (0..<image.size(name)).contains(index) else { return nil }
            if image.axes.contains(where: { $0.name == name }) { place.append(index) }
        }
        return place + [0, 0]
    }

    private func folder(of index: Int) -> String {
        images.count == 1 ? partial : "\(partial)/\(index)"
    }

    private func begin(_ index: Int) throws(StorageError) {
        let image = images[index]
        let folder = folder(of: index)
        for path in [folder, "\(folder)/0", "\(folder)/0/c"] { try files.createFolder(at: path) }
        let array = ZarrArray(
            shape: image.axes.map(\.size), dimensionNames: image.axes.map(\.name),
            samples: image.samples, compression: .zstd)
        try put(array, at: "\(folder)/0")
        try put(ZarrGroup(NGFFAttributes(ome: image.attributes)), at: folder)
    }

    private func put(_ document: some Encodable, at folder: String) throws(StorageError) {
        let path = "\(folder)/zarr.json"
        try files.replaceFile(at: path, with: try JSONDocument.bytes(of: document, for: path))
    }
}
