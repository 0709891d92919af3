/// The frames of a run, read and never changed: also while a controller writes them.
package struct StoredImages: Sendable {
    package let root: String
    package let layout: StoreLayout
    private let files: any FileSystem

    /// Opens the store at `root` without looking for its planes.
    package init(
        at root: String, files: any FileSystem = RealFileSystem()
    ) throws(StorageError) {
        let path = "\(root)/zarr.json"
        guard case .file = try files.kind(at: path) else {
            throw StorageError("open", root, .foreign("no image store here: zarr.json is missing"))
        }
        let document = try JSONDocument.value(
            ZarrGroup<RootAttributes>.self, from: try files.read(at: path), at: path)
        guard document.attributes.tarsier.format == 1 else {
            throw StorageError("open", root, .foreign("written by a newer version of Tarsier"))
        }
        layout = document.attributes.tarsier.layout
        if let fault = layout.fault { throw StorageError("open", root, .damaged(fault)) }
        self.root = root
        self.files = files
    }

    /// One plane; nil if it was never written.
    package func read(series: Int, t: Int, c: Int, z: Int) throws(StorageError) -> [UInt16]? {
        guard layout.series.indices.contains(series),
            layout.series[series].holds(t: t, c: c, z: z)
        else {
            let text = "no plane t \(t), c \(c), z \(z) in series \(series)"
            throw StorageError("read", root, .outOfRange(text))
        }
        let path = "\(root)/\(series)/0/c/\(t)/\(c)/\(z)/0/0"
        guard case .file = try files.kind(at: path) else { return nil }
        return try layout.pixels(in: try files.read(at: path), series: series, path)
    }
}

extension SeriesLayout {
    fileprivate func holds(t: Int, c: Int, z: Int) -> Bool {
        (0..<sizeT).contains(t) && (0..<sizeC).contains(c) && (0..<sizeZ).contains(z)
    }
}
