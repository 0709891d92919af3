/// One image of an OME-Zarr 0.5 hierarchy at full resolution, read a plane at a time.
///
/// Arrays of 8, 16 and 32 bit unsigned and of 32 bit floating point samples with axes in the order
/// t, c, z, y, x, in regular chunks, plain or packed with blosc. Holds no pixels.
package struct ZarrImage: Sendable {
    /// The image's folder.
    package let path: String
    package let name: String
    package let axes: [ImageAxis]
    /// Empty where the file names none.
    package let channelNames: [String]
    package let samples: SampleType
    private let arrayPath: String
    private let chunkShape: [Int]
    private let separator: String
    private let isPacked: Bool
    private let fillValue: Double?
    private let files: any FileSystem

    /// All images of the hierarchy at `root`: one, or each series of a run.
    package static func images(
        at root: String, files: any FileSystem = RealFileSystem()
    ) throws(StorageError) -> [ZarrImage] {
        let attributes = try attributes(at: root, files)
        if attributes.multiscales != nil {
            return [try ZarrImage(root, name: lastName(of: root), attributes, files)]
        }
        guard attributes.layout == 3 else {
            let text = "there is no OME-Zarr 0.5 image here (no multiscales in its zarr.json)"
            throw StorageError("open", root, .foreign(text))
        }
        let series = try Self.attributes(at: "\(root)/OME", files).series ?? []
        guard !series.isEmpty else { throw StorageError("open", root, .foreign("no series in it")) }
        var images: [ZarrImage] = []
        for name in series {
            guard !name.isEmpty, !name.contains("/"), !name.hasPrefix(".") else {
                throw StorageError("open", "\(root)/OME", .damaged("no series: \"\(name)\""))
            }
            let path = "\(root)/\(name)"
            images.append(
                try ZarrImage(path, name: name, try Self.attributes(at: path, files), files))
        }
        return images
    }

    private init(
        _ path: String, name: String, _ attributes: NGFFAttributes.OME, _ files: any FileSystem
    ) throws(StorageError) {
        guard let multiscale = attributes.multiscales?.first,
            let dataset = multiscale.datasets.first,
            !dataset.path.split(separator: "/").contains(".."), !dataset.path.hasPrefix("/")
        else { throw StorageError("open", path, .foreign("there is no image here")) }
        arrayPath = "\(path)/\(dataset.path)"
        let file = "\(arrayPath)/zarr.json"
        let header = try JSONDocument.value(
            ZarrArrayHeader.self, from: try files.read(at: file), at: file)
        if let fault = header.fault { throw StorageError("open", arrayPath, .foreign(fault)) }
        guard let samples = SampleType(rawValue: header.dataType) else {
            throw StorageError("open", arrayPath, .foreign("unknown samples"))
        }
        axes = try Self.axes(multiscale, dataset, shape: header.shape, path)
        self.path = path
        self.name = multiscale.name ?? name
        self.samples = samples
        self.files = files
        channelNames = attributes.omero?.channels.compactMap(\.label) ?? []
        chunkShape = header.chunkGrid.configuration?.chunkShape ?? []
        separator = header.chunkKeys.configuration?.separator ?? "/"
        isPacked = header.codecs.count == 2
        fillValue = header.fillValue.number
    }

    package func size(_ axis: String) -> Int { axes.first { $0.name == axis }?.size ?? 1 }

    package var pixelMicrometers: Double? { axes.last?.micrometers }

    /// The grey values of one plane, row by row.
    package func greyValues(t: Int, c: Int, z: Int) throws(StorageError) -> [Float] {
        let (width, height) = (size("x"), size("y"))
        var place: [Int] = []
        for (name, index) in [("t", t), ("c", c), ("z", z)] {
            guard (0..<size(name)).contains(index) else {
                let text = "there is no plane t \(t), c \(c), z \(z)"
                throw StorageError("read", path, .outOfRange(text))
            }
            if axes.contains(where: { $0.name == name }) { place.append(index) }
        }
        let tile = Array(chunkShape.suffix(2))
        var plane = [Float](repeating: 0, count: width * height)
        for top in stride(from: 0, to: height, by: tile[0]) {
            for left in stride(from: 0, to: width, by: tile[1]) {
                let values = try chunk(place, row: top / tile[0], column: left / tile[1])
                let count = min(tile[1], width - left)
                for row in 0..<min(tile[0], height - top) {
                    let target = (top + row) * width + left
                    plane.replaceSubrange(
                        target..<(target + count), with: values[(row * tile[1])...].prefix(count))
                }
            }
        }
        return plane
    }

    /// Whether anything was written of a plane; what was not reads as the fill value.
    package func holds(t: Int, c: Int, z: Int) throws(StorageError) -> Bool {
        var place: [Int] = []
        for (name, index) in [("t", t), ("c", c), ("z", z)]
        where axes.contains(where: { $0.name == name }) { place.append(index) }
        let tile = Array(chunkShape.suffix(2))
        for row in 0...(max(0, size("y") - 1) / tile[0]) {
            for column in 0...(max(0, size("x") - 1) / tile[1]) {
                let path = chunkPath(place, row: row, column: column)
                if case .file = try files.kind(at: path) { return true }
            }
        }
        return fillValue == nil
    }

    private func chunkPath(_ place: [Int], row: Int, column: Int) -> String {
        let indices = zip(place, chunkShape).map { $0 / $1 } + [row, column]
        return "\(arrayPath)/c\(separator)"
            + indices.map(String.init).joined(separator: separator)
    }

    /// The rows of one chunk that belong to the plane at `place`.
    private func chunk(_ place: [Int], row: Int, column: Int) throws(StorageError) -> [Float] {
        let path = chunkPath(place, row: row, column: column)
        let pixelCount = chunkShape.suffix(2).reduce(1, *)
        guard case .file = try files.kind(at: path) else {
            guard let fillValue else {
                throw StorageError("read", path, .damaged("the chunk is missing"))
            }
            return [Float](repeating: Float(fillValue), count: pixelCount)
        }
        let byteCount = chunkShape.reduce(samples.byteCount, *)
        let packed = try files.read(at: path)
        guard let bytes = isPacked ? BloscChunk.unpack(packed, byteCount: byteCount) : packed,
            bytes.count == byteCount
        else { throw StorageError("read", path, .damaged("the chunk is not whole")) }
        var first = 0
        for (index, size) in zip(place, chunkShape) { first = first * size + index % size }
        return bytes.withUnsafeBytes { samples.floats($0, first * pixelCount, pixelCount) }
    }

    private static func attributes(
        at folder: String, _ files: any FileSystem
    ) throws(StorageError) -> NGFFAttributes.OME {
        let path = "\(folder)/zarr.json"
        guard case .file = try files.kind(at: path) else {
            throw StorageError("open", folder, .foreign("no OME-Zarr 0.5 here: no zarr.json"))
        }
        let group = try JSONDocument.value(
            ZarrGroup<NGFFAttributes>.self, from: try files.read(at: path), at: path)
        guard let attributes = group.attributes.ome else {
            throw StorageError("open", folder, .foreign("no OME-Zarr 0.5: no \"ome\" attribute"))
        }
        return attributes
    }

    private static func axes(
        _ multiscale: NGFFAttributes.Multiscale, _ dataset: SeriesAttributes.Dataset,
        shape: [Int], _ path: String
    ) throws(StorageError) -> [ImageAxis] {
        let names = multiscale.axes.map(\.name)
        guard names == ["t", "c", "z", "y", "x"].filter(names.contains), names.count == shape.count,
            names.suffix(2) == ["y", "x"]
        else {
            let text = "its axes are \(names.joined(separator: " ")), not of t c z y x"
            throw StorageError("open", path, .foreign(text))
        }
        var axes = zip(multiscale.axes, shape).map {
            ImageAxis(name: $0.name, size: $1, unit: $0.unit)
        }
        let steps = dataset.coordinateTransformations + (multiscale.coordinateTransformations ?? [])
        for step in steps {
            for (index, factor) in (step.scale ?? []).enumerated() where index < axes.count {
                axes[index].scale *= factor
                axes[index].translation *= factor
            }
            for (index, offset) in (step.translation ?? []).enumerated() where index < axes.count {
                axes[index].translation += offset
            }
        }
        guard axes.allSatisfy({ $0.scale.isFinite && $0.scale > 0 && $0.translation.isFinite })
        else { throw StorageError("open", path, .damaged("a scale is not above 0")) }
        return axes
    }

    private static func lastName(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? "image"
    }
}

extension SampleType {
    /// `count` little-endian samples from the `first` on.
    fileprivate func floats(
        _ bytes: UnsafeRawBufferPointer, _ first: Int, _ count: Int
    ) -> [Float] {
        func number<Whole: FixedWidthInteger>(_ type: Whole.Type, _ index: Int) -> Whole {
            let offset = (first + index) * MemoryLayout<Whole>.size
            return Whole(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Whole.self))
        }
        return (0..<count).map { index in
            switch self {
            case .uint8: Float(number(UInt8.self, index))
            case .uint16: Float(number(UInt16.self, index))
            case .uint32: Float(number(UInt32.self, index))
            case .float32: Float(bitPattern: number(UInt32.self, index))
            }
        }
    }
}
