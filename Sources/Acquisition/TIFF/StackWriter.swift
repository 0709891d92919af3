/// Writes stacks as TIFF files that ImageJ, Fiji and tifffile open with their axes and µm: OME-TIFF
/// where the name ends in .ome.tif, else as ImageJ writes them.
///
/// The whole file is in memory once more while it is written.
package struct StackWriter: Sendable {
    private let files: any FileSystem
    /// Classic TIFF ends at 4 GiB; the tables of the pages need some of it.
    static let byteLimit = TIFFMemory.limit - (64 << 20)

    package init(files: any FileSystem = RealFileSystem()) { self.files = files }

    /// Writes `stack` to `path`, in place of what was there; durable when this returns.
    package func write(_ stack: PlaneStack, to path: String) throws(StorageError) {
        if let fault = stack.fault { throw StorageError("write", path, .outOfRange(fault)) }
        guard stack.byteCount <= Self.byteLimit else {
            let text = "\(stack.byteCount >> 20) MB are more than a TIFF file holds; write OME-Zarr"
            throw StorageError("write", path, .outOfRange(text))
        }
        let count = stack.planes.count
        let document = try TIFFDocument(
            name: path, reserving: stack.byteCount + count * 1024 + 65536)
        let page = TIFFPage(
            width: stack.width, height: stack.height, samples: stack.planes.samples)
        let scale = stack.pixelMicrometers.map {
            TIFFScale(pixelsPerUnit: 1 / $0, unit: .described)
        }
        let isOME = [".ome.tif", ".ome.tiff"].contains { path.lowercased().hasSuffix($0) }
        let description =
            isOME ? OMEXML.document(of: stack) : Self.description(of: stack)
        for index in 0..<count {
            try document.announce(
                page, scale: scale, description: index == 0 ? description : nil, name: path)
        }
        for index in 0..<count {
            try stack.planes.withBytes(of: index) { bytes throws(StorageError) in
                try document.fill(index, with: bytes, name: path)
            }
        }
        try files.replaceFile(at: path, with: document.whole())
    }

    /// ImageJ's lines.
    ///
    /// - Source: `ij.io.FileInfo` and `ij.io.TiffDecoder` of ImageJ 1.53; no key may repeat.
    static func description(of stack: PlaneStack) -> String {
        var lines = ["ImageJ=1.11a", "images=\(stack.planes.count)"]
        if stack.sizeC > 1 { lines.append("channels=\(stack.sizeC)") }
        if stack.sizeZ > 1 { lines.append("slices=\(stack.sizeZ)") }
        if stack.sizeT > 1 { lines.append("frames=\(stack.sizeT)") }
        let isHyperstack = [stack.sizeC, stack.sizeZ, stack.sizeT].count { $0 > 1 } > 0
        if isHyperstack { lines.append("hyperstack=true") }
        if stack.sizeC > 1 { lines.append("mode=grayscale") }
        if stack.pixelMicrometers != nil { lines.append("unit=micron") }
        if let step = stack.zStepMicrometers { lines.append("spacing=\(step)") }
        if let step = stack.timeStepSeconds { lines.append("finterval=\(step)") }
        lines.append("loop=false")
        let ours: Set = [
            "ImageJ", "images", "channels", "slices", "frames", "hyperstack", "mode", "unit",
            "spacing", "finterval", "loop", "min", "max",
        ]
        for (key, value) in stack.extraLines.sorted(by: { $0.key < $1.key })
        where !ours.contains(key) && key.allSatisfy(\.isASCII) && value.allSatisfy(\.isASCII) {
            lines.append("\(key)=\(value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
