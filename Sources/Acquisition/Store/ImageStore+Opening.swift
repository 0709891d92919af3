extension ImageStore {
    /// Makes an empty store: all metadata, no planes. It is durable when this returns.
    ///
    /// The root's own `zarr.json` comes last, so that a store that has one is complete; what a
    /// killed attempt left behind is overwritten.
    package static func create(
        _ layout: StoreLayout, at root: String, files: any FileSystem
    ) throws(StorageError) -> ImageStore {
        if let fault = layout.fault { throw StorageError("create", root, .outOfRange(fault)) }
        try refuseOccupied(root, layout, files)
        try files.createFolders(to: root)
        let store = ImageStore(
            root: root, layout: layout, files: files, planes: layout.series.map(PlaneMap.init),
            setAside: [])
        try store.writeSeriesList()
        for index in layout.series.indices { try store.writeSeries(index) }
        try files.synchronizeFolder(at: parentFolder(of: root))
        // The series' names must be safe before the file that says that all is there.
        try files.synchronizeFolder(at: root)
        try store.putDocument(store.rootDocument, at: "\(root)/zarr.json")
        return store
    }

    /// Opens a store to go on writing, as `resume` does.
    ///
    /// Checks that all metadata is what the root's layout says, removes what a killed writer left
    /// half written, sets aside planes that a power cut tore, and makes the rest durable.
    ///
    /// - Parameter expected: The layout that the plan wants; anything else is refused.
    package static func open(
        at root: String, files: any FileSystem, expecting expected: StoreLayout? = nil
    ) throws(StorageError) -> ImageStore {
        let path = "\(root)/zarr.json"
        guard case .file = try files.kind(at: path) else {
            throw StorageError("open", root, .foreign("no image store here: zarr.json is missing"))
        }
        let document = try JSONDocument.value(
            ZarrGroup<RootAttributes>.self, from: try files.read(at: path), at: path)
        let layout = document.attributes.tarsier.layout
        guard document.attributes.tarsier.format == 1 else {
            throw StorageError("open", root, .foreign("written by a newer version of Tarsier"))
        }
        if let fault = layout.fault { throw StorageError("open", root, .damaged(fault)) }
        if let expected, expected != layout {
            throw StorageError("open", root, .differs("the store's layout is not the plan's"))
        }
        var scan = StoreScan(root: root, layout: layout, files: files)
        try scan.run()
        try files.synchronizeEverything(around: root)
        let store = ImageStore(
            root: root, layout: layout, files: files, planes: scan.planes, setAside: scan.torn)
        try store.verifyMetadata()
        return store
    }

    /// Refuses to write into a folder that holds anything but an attempt of our own.
    private static func refuseOccupied(
        _ root: String, _ layout: StoreLayout, _ files: any FileSystem
    ) throws(StorageError) {
        guard let kind = try files.kind(at: root) else { return }
        guard kind == .folder else {
            throw StorageError("create", root, .foreign("there is a file of that name"))
        }
        let names = try files.names(inFolder: root)
        if names.contains("zarr.json") {
            throw StorageError("create", root, .foreign("there is an image store already"))
        }
        let ours = Set(layout.series.indices.map(String.init) + ["OME", "zarr.json.partial"])
        if let other = names.first(where: { !ours.contains($0) }) {
            throw StorageError("create", root, .foreign("the folder holds \(other) already"))
        }
    }
}

// MARK: - Metadata

extension ImageStore {
    func arrayPath(_ series: Int) -> String { "\(root)/\(series)/0" }

    func chunkPath(_ plane: PlaneAddress) -> String {
        "\(arrayPath(plane.series))/c/\(plane.t)/\(plane.c)/\(plane.z)/0/0"
    }

    /// Where the plane being written grows until it is whole: one for each series.
    func partialPath(_ series: Int) -> String { "\(arrayPath(series))/c/.partial" }

    private var rootDocument: ZarrGroup<RootAttributes> {
        ZarrGroup(RootAttributes(tarsier: .init(layout: layout)))
    }

    private var seriesListDocument: ZarrGroup<SeriesListAttributes> {
        ZarrGroup(SeriesListAttributes(ome: .init(series: layout.series.indices.map(String.init))))
    }

    private func writeSeriesList() throws(StorageError) {
        let folder = "\(root)/OME"
        try files.createFolder(at: folder)
        try putDocument(seriesListDocument, at: "\(folder)/zarr.json")
        try putXML([])
    }

    private func putXML(_ details: [PlaneDetail]) throws(StorageError) {
        let details = Dictionary(grouping: details, by: \.address.series)
        let images = layout.series.enumerated().map { index, series in
            OMEXML.Image(layout: series, planes: details[index] ?? [], pixelStorage: .elsewhere)
        }
        let text = OMEXML.document(images)
        try files.replaceFile(at: "\(root)/OME/METADATA.ome.xml", with: Array(text.utf8))
    }

    private func writeSeries(_ index: Int) throws(StorageError) {
        let series = layout.series[index]
        try files.createFolder(at: "\(root)/\(index)")
        try files.createFolder(at: arrayPath(index))
        try files.createFolder(at: "\(arrayPath(index))/c")
        let array = ZarrArray(series, layout.compression)
        try putDocument(array, at: "\(arrayPath(index))/zarr.json")
        let group = ZarrGroup(SeriesAttributes(series))
        try putDocument(group, at: "\(root)/\(index)/zarr.json")
    }

    private func putDocument(_ document: some Encodable, at path: String) throws(StorageError) {
        try files.replaceFile(at: path, with: try JSONDocument.bytes(of: document, for: path))
    }

    /// Writes which planes exist into each series, and their details into the OME-XML.
    func writeSummary(_ maps: [PlaneMap], _ details: [PlaneDetail]) throws(StorageError) {
        for (index, series) in layout.series.enumerated() {
            let written = SeriesAttributes.Written(
                planned: series.planeCount, written: maps[index].count, runs: maps[index].runs)
            let group = ZarrGroup(SeriesAttributes(series, written: written))
            try putDocument(group, at: "\(root)/\(index)/zarr.json")
        }
        try putXML(details)
    }

    private func verifyMetadata() throws(StorageError) {
        for (index, series) in layout.series.enumerated() {
            let path = "\(arrayPath(index))/zarr.json"
            try verify(ZarrArray(series, layout.compression), at: path)
            let groupPath = "\(root)/\(index)/zarr.json"
            let group = try JSONDocument.value(
                ZarrGroup<SeriesAttributes>.self, from: try files.read(at: groupPath),
                at: groupPath)
            let expected = SeriesAttributes(series, written: group.attributes.tarsier)
            try verify(ZarrGroup(expected), at: groupPath)
        }
    }

    private func verify<Document: Codable & Equatable>(
        _ expected: Document, at path: String
    ) throws(StorageError) {
        let found = try JSONDocument.value(Document.self, from: try files.read(at: path), at: path)
        guard found == expected else {
            throw StorageError("open", path, .differs("it is not what the store's root describes"))
        }
    }
}
