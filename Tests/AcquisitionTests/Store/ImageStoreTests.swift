import Testing

@testable import Acquisition

@Suite("Image store")
struct ImageStoreTests {
    static let compressions: [Compression] = [
        .none, .zstd, .blosc(codec: .zstd, level: 5, shuffle: .bits),
        .blosc(codec: .zstd, level: 0, shuffle: .none),
    ]

    @Test("every plane reads back; one never exposed is nil", arguments: compressions)
    func roundTrip(compression: Compression) throws {
        let layout = StoreSample.layout(compression: compression, sizeZ: 3, seriesCount: 2)
        let store = try ImageStore.create(layout, at: "/run.zarr", files: MemoryFileSystem())
        let planes = StoreSample.planes(layout)

        for plane in planes.dropLast() { try store.write(plane) }

        for plane in planes.dropLast() { #expect(try store.holds(plane)) }
        #expect(try store.read(planes[planes.count - 1]) == nil)
        #expect(store.writtenPlanes() == planes.dropLast())
    }

    @Test("a store that is opened again goes on where it was")
    func reopening() throws {
        let files = MemoryFileSystem()
        let layout = StoreSample.layout(seriesCount: 2)
        let planes = StoreSample.planes(layout)
        let first = try ImageStore.create(layout, at: "/run.zarr", files: files)
        for plane in planes.prefix(3) { try first.write(plane) }

        let second = try ImageStore.open(at: "/run.zarr", files: files, expecting: layout)
        for plane in planes.dropFirst(3) { try second.write(plane) }
        try second.finish()

        #expect(second.layout == layout)
        for plane in planes { #expect(try second.holds(plane)) }
        #expect(try ImageStore.open(at: "/run.zarr", files: files).writtenPlanes() == planes)
    }

    @Test("a plane is written once; wrong sizes and places are refused")
    func refusals() throws {
        let layout = StoreSample.layout()
        let store = try ImageStore.create(layout, at: "/run.zarr", files: MemoryFileSystem())
        let plane = PlaneAddress(series: 0, t: 0, c: 1, z: 0)
        try store.write(plane)

        #expect(throws: StorageError.self) { try store.write(plane) }
        for (series, t, c, z) in [(1, 0, 0, 0), (-1, 0, 0, 0), (0, 2, 0, 0), (0, 0, -1, 0)] {
            #expect(throws: StorageError.self) {
                _ = try store.read(series: series, t: t, c: c, z: z)
            }
        }
        #expect(throws: StorageError.self) {
            try [UInt16](repeating: 0, count: 47).withUnsafeBytes {
                try store.write($0, series: 0, t: 0, c: 0, z: 0)
            }
        }

        #expect(try store.holds(plane))
        #expect(store.writtenPlanes() == [plane])
    }

    @Test("a plane that is taken back can be exposed again")
    func removal() throws {
        let files = MemoryFileSystem()
        let store = try ImageStore.create(StoreSample.layout(), at: "/run.zarr", files: files)
        let plane = PlaneAddress(series: 0, t: 1, c: 1, z: 0)
        try store.write(plane)

        try store.remove(series: 0, t: 1, c: 1, z: 0)

        #expect(try store.read(plane) == nil)
        try store.write(plane)
        try store.makeDurable()
        #expect(try ImageStore.open(at: "/run.zarr", files: files.afterPowerCut()).holds(plane))
    }

    @Test("impossible layouts are refused before anything is written")
    func impossibleLayouts() throws {
        var layouts = [StoreLayout(series: [])]
        let changes: [(inout SeriesLayout) -> Void] = [
            { $0.sizeT = 0 }, { $0.sizeX = -1 }, { $0.sizeX = 1 << 40 },
            {
                $0.sizeY = 65_536; $0.sizeX = 65_536
            }, { $0.sizeC = 3 },
            { $0.pixelMicrometers = .nan }, { $0.pixelMicrometers = 0 },
            { $0.xMicrometers = .infinity }, { $0.channels[0].color = "green" },
            { $0.timeIncrement = .zero }, { $0.zStepMicrometers = -1 },
        ]
        for change in changes {
            var layout = StoreSample.layout()
            change(&layout.series[0])
            layouts.append(layout)
        }

        for layout in layouts {
            let files = MemoryFileSystem()
            #expect(throws: StorageError.self, "\(layout)") {
                try ImageStore.create(layout, at: "/run.zarr", files: files)
            }
            #expect(try files.names(inFolder: "/").isEmpty)
        }
    }

    @Test("what is not our store is refused with its path, and left alone")
    func foreignFolders() throws {
        let files = MemoryFileSystem()
        try files.createFolder(at: "/photos")
        try files.replaceFile(at: "/photos/cat", with: [1])
        try files.replaceFile(at: "/file", with: [2])
        let layout = StoreSample.layout()
        _ = try ImageStore.create(layout, at: "/run.zarr", files: files)

        for path in ["/photos", "/file", "/run.zarr"] {
            let error = #expect(throws: StorageError.self) {
                try ImageStore.create(layout, at: path, files: files)
            }
            #expect(error?.description.contains(path) == true)
        }
        for path in ["/photos", "/file", "/nothing"] {
            #expect(throws: StorageError.self) { try ImageStore.open(at: path, files: files) }
        }
        #expect(throws: StorageError.self) {
            let other = StoreSample.layout(sizeX: 9)
            _ = try ImageStore.open(at: "/run.zarr", files: files, expecting: other)
        }
        #expect(try files.read(at: "/photos/cat") == [1])
        #expect(try files.read(at: "/file") == [2])
    }

    @Test("changed or broken metadata is refused", arguments: ["", "0/", "0/0/"])
    func damagedMetadata(folder: String) throws {
        let files = MemoryFileSystem()
        _ = try ImageStore.create(StoreSample.layout(), at: "/run.zarr", files: files)
        let path = "/run.zarr/\(folder)zarr.json"
        let original = try files.read(at: path)

        for damaged in [[], Array(original.prefix(100)), Array("{}".utf8)] {
            try files.replaceFile(at: path, with: damaged)
            let error = #expect(throws: StorageError.self) {
                try ImageStore.open(at: "/run.zarr", files: files)
            }
            #expect(error?.description.contains("/run.zarr") == true)
        }
    }

    @Test("a damaged chunk is an error, never wrong pixels", arguments: [Compression.none, .zstd])
    func damagedChunk(compression: Compression) throws {
        let files = MemoryFileSystem()
        let layout = StoreSample.layout(compression: compression, sizeY: 32, sizeX: 32)
        let store = try ImageStore.create(layout, at: "/run.zarr", files: files)
        let plane = PlaneAddress(series: 0, t: 0, c: 0, z: 0)
        try store.write(plane)
        let whole = try files.read(at: "/run.zarr/0/0/c/0/0/0/0/0")

        for count in stride(from: 0, to: whole.count, by: 7) {
            let cut = Array(whole.prefix(count))
            try files.replaceFile(at: "/run.zarr/0/0/c/0/0/0/0/0", with: cut)
            #expect(throws: StorageError.self) { try store.read(plane) }
            let opened = try ImageStore.open(at: "/run.zarr", files: files.afterKill())
            #expect(opened.setAside == [plane])
            #expect(try opened.read(plane) == nil)
        }
    }
}
