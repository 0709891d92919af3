/// Looks through the folders of a store for the planes that are there, and tidies up.
struct StoreScan {
    let root: String
    let layout: StoreLayout
    let files: any FileSystem
    private(set) var planes: [PlaneMap]
    /// Planes whose file cannot be whole; the file is kept beside its place, ending in `.torn`.
    private(set) var torn: [PlaneAddress] = []

    init(root: String, layout: StoreLayout, files: any FileSystem) {
        self.root = root
        self.layout = layout
        self.files = files
        planes = layout.series.map(PlaneMap.init)
    }

    mutating func run() throws(StorageError) {
        for series in layout.series.indices {
            let folder = "\(root)/\(series)/0/c"
            if try files.kind(at: "\(folder)/.partial") != nil {
                try files.remove(at: "\(folder)/.partial")
            }
            for t in try indices(in: folder) {
                for c in try indices(in: "\(folder)/\(t)") {
                    for z in try indices(in: "\(folder)/\(t)/\(c)") {
                        let plane = PlaneAddress(series: series, t: t, c: c, z: z)
                        try look(at: plane, "\(folder)/\(t)/\(c)/\(z)/0/0")
                    }
                }
            }
        }
    }

    private mutating func look(at plane: PlaneAddress, _ path: String) throws(StorageError) {
        guard let index = planes[plane.series].index(t: plane.t, c: plane.c, z: plane.z) else {
            throw StorageError("open", path, .differs("the layout has no such plane"))
        }
        guard case .file(let byteCount) = try files.kind(at: path) else { return }
        if try isWhole(path, byteCount, layout.series[plane.series]) {
            planes[plane.series].insert(index)
        } else {
            try files.rename(path, to: path + ".torn")
            torn.append(plane)
        }
    }

    private func isWhole(
        _ path: String, _ byteCount: Int, _ series: SeriesLayout
    ) throws(StorageError) -> Bool {
        if layout.compression == .none { return byteCount == series.planeByteCount }
        let header = try files.read(at: path, limit: BloscChunk.headerByteCount)
        return BloscChunk.hasRightLengths(
            header: header, fileByteCount: byteCount, byteCount: series.planeByteCount)
    }

    /// The subfolders named by a number, in order.
    private func indices(in folder: String) throws(StorageError) -> [Int] {
        guard try files.kind(at: folder) == .folder else { return [] }
        return try files.names(inFolder: folder).compactMap(Int.init).sorted()
    }
}
