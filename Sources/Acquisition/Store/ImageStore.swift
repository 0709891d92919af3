import Synchronization

/// The frames of a run as OME-Zarr 0.5, readable by any viewer while it grows.
///
/// One plane is one chunk is one file. A plane that was never exposed has no file and reads as 0.
/// ``write(_:series:t:c:z:)`` makes a plane *written*, ``makeDurable()`` makes it *durable*; the
/// journal may acknowledge a frame only after both. Calls block, and may come from any thread.
///
/// - Source: OME-Zarr 0.5 with the `bioformats2raw.layout` 3, on Zarr version 3.
package final class ImageStore: Sendable {
    package let root: String
    package let layout: StoreLayout
    /// Planes that a power cut left incomplete, found and set aside when the store was opened.
    package let setAside: [PlaneAddress]
    let files: any FileSystem
    private let state: Mutex<State>

    /// Files that wait for ``makeDurable()`` with their descriptors open: an error that the disk
    /// reports late reaches the descriptor that wrote, and may reach no other.
    private static let openFileLimit = 64

    private struct State: Sendable {
        var planes: [PlaneMap]
        /// Packed bytes of the plane being written; kept between frames.
        var packed: [UInt8] = []
        var unsyncedFiles: [OpenFile] = []
        var unsyncedFolders: Set<String> = []
        /// The sync that failed. What it should have saved may be lost, so nothing follows it.
        var failure: StorageError?
    }

    init(
        root: String, layout: StoreLayout, files: any FileSystem, planes: [PlaneMap],
        setAside: [PlaneAddress]
    ) {
        self.root = root
        self.layout = layout
        self.files = files
        self.setAside = setAside
        state = Mutex(State(planes: planes))
    }

    deinit {
        state.withLock { state in
            // Closing gives descriptors back; whoever wanted durable data has called for it.
            for file in state.unsyncedFiles { try? files.close(file) }
        }
    }

    /// Writes one plane of 16 bit little-endian pixels, row by row.
    ///
    /// The plane then survives the end of this process, but not yet a power cut. A plane is
    /// written once; a second attempt is refused.
    package func write(
        _ pixels: UnsafeRawBufferPointer, series: Int, t: Int, c: Int, z: Int
    ) throws(StorageError) {
        try locked { state throws(StorageError) in
            let plane = PlaneAddress(series: series, t: t, c: c, z: z)
            let index = try checkedIndex(of: plane, "write", state.planes)
            let path = chunkPath(plane)
            if let failure = state.failure {
                throw StorageError("write", path, .stopped("\(failure)"))
            }
            guard pixels.count == layout.series[series].planeByteCount else {
                let expected = layout.series[series].planeByteCount
                let text = "a plane has \(expected) bytes, but \(pixels.count) were given"
                throw StorageError("write", path, .outOfRange(text))
            }
            guard !state.planes[series].contains(index) else {
                throw StorageError("write", path, .outOfRange("the plane is written already"))
            }
            try createFolders(for: plane, &state)
            try put(pixels, plane, at: path, &state)
            state.planes[series].insert(index)
        }
    }

    /// Makes every plane written so far survive a power cut.
    ///
    /// After an error nothing is certain of the planes since the last call, and the store takes no
    /// more: content that the disk refused once is not made safe by a second try that succeeds.
    package func makeDurable() throws(StorageError) {
        try locked { state throws(StorageError) in try synchronize(&state) }
    }

    /// Reads one plane; nil if it was never written.
    package func read(series: Int, t: Int, c: Int, z: Int) throws(StorageError) -> [UInt16]? {
        let plane = PlaneAddress(series: series, t: t, c: c, z: z)
        let index = try locked { state throws(StorageError) in
            let index = try checkedIndex(of: plane, "read", state.planes)
            return state.planes[series].contains(index) ? index : nil
        }
        guard index != nil else { return nil }
        let path = chunkPath(plane)
        return try layout.pixels(in: try files.read(at: path), series: series, path)
    }

    /// Takes back a plane that no journal acknowledges, so that it can be exposed again.
    package func remove(series: Int, t: Int, c: Int, z: Int) throws(StorageError) {
        let plane = PlaneAddress(series: series, t: t, c: c, z: z)
        try locked { state throws(StorageError) in
            let index = try checkedIndex(of: plane, "remove", state.planes)
            guard state.planes[series].contains(index) else { return }
            try files.remove(at: chunkPath(plane))
            state.planes[series].remove(index)
            state.unsyncedFolders.insert(parentFolder(of: chunkPath(plane)))
        }
    }

    /// Every plane written, series by series in the order t, c, z.
    package func writtenPlanes() -> [PlaneAddress] {
        let maps = state.withLock { $0.planes }
        return maps.enumerated().flatMap { series, map in
            map.planes.map { PlaneAddress(series: series, t: $0.t, c: $0.c, z: $0.z) }
        }
    }

    package func hasPlane(series: Int, t: Int, c: Int, z: Int) -> Bool {
        state.withLock { state in
            guard state.planes.indices.contains(series),
                let index = state.planes[series].index(t: t, c: c, z: z)
            else { return false }
            return state.planes[series].contains(index)
        }
    }

    /// Makes everything durable and writes down which planes exist.
    ///
    /// A store that was never finished is as readable; only this summary is missing.
    ///
    /// - Parameter details: Times and places for the OME-XML; planes without any may be left out.
    package func finish(_ details: [PlaneDetail] = []) throws(StorageError) {
        try makeDurable()
        let maps = state.withLock { $0.planes }
        try writeSummary(maps, details)
    }
}

// MARK: - Steps of a write

extension ImageStore {
    private func createFolders(
        for plane: PlaneAddress, _ state: inout State
    ) throws(StorageError) {
        var folder = "\(arrayPath(plane.series))/c"
        for name in [plane.t, plane.c, plane.z, 0] {
            let parent = folder
            folder += "/\(name)"
            // Noted before anything else can fail: the next plane finds the folder made.
            if try files.createFolder(at: folder) { state.unsyncedFolders.insert(parent) }
        }
    }

    private func put(
        _ pixels: UnsafeRawBufferPointer, _ plane: PlaneAddress, at path: String,
        _ state: inout State
    ) throws(StorageError) {
        let partial = partialPath(plane.series)
        let file = try files.createFile(at: partial)
        do throws(StorageError) {
            try writeChunk(pixels, to: file, path, &state.packed)
            try files.rename(partial, to: path)
        } catch {
            // The first error is the one to report; a leftover is removed by the next open.
            try? files.close(file)
            try? files.remove(at: partial)
            throw error
        }
        state.unsyncedFolders.insert(parentFolder(of: path))
        state.unsyncedFiles.append(OpenFile(descriptor: file.descriptor, path: path))
        if state.unsyncedFiles.count >= Self.openFileLimit { try synchronizeFiles(&state) }
    }

    private func writeChunk(
        _ pixels: UnsafeRawBufferPointer, to file: OpenFile, _ path: String,
        _ packed: inout [UInt8]
    ) throws(StorageError) {
        guard case .blosc(let codec, let level, let shuffle) = layout.compression else {
            return try files.writeAll(pixels, to: file)
        }
        let needed = pixels.count + BloscChunk.overhead
        if packed.count < needed { packed = [UInt8](repeating: 0, count: needed) }
        let count = packed.withUnsafeMutableBytes {
            BloscChunk.pack(pixels, level: level, shuffle: shuffle, codec: codec, into: $0)
        }
        guard let count else { throw StorageError("pack", path, .library("blosc failed")) }
        let result = packed.withUnsafeBytes { bytes in
            Result { () throws(StorageError) in
                try files.writeAll(UnsafeRawBufferPointer(rebasing: bytes[..<count]), to: file)
            }
        }
        try result.get()
    }

    private func synchronize(_ state: inout State) throws(StorageError) {
        if let failure = state.failure {
            throw StorageError("sync", root, .stopped("\(failure)"))
        }
        // Content first, then the names that lead to it, from the inside out.
        try synchronizeFiles(&state)
        for folder in state.unsyncedFolders.sorted(by: { ($1.count, $0) < ($0.count, $1) }) {
            do throws(StorageError) {
                try files.synchronizeFolder(at: folder)
            } catch {
                state.failure = error
                throw error
            }
        }
        state.unsyncedFolders.removeAll(keepingCapacity: true)
    }

    private func synchronizeFiles(_ state: inout State) throws(StorageError) {
        defer { state.unsyncedFiles.removeAll(keepingCapacity: true) }
        for file in state.unsyncedFiles {
            do throws(StorageError) {
                defer { try? files.close(file) }  // Synced or given up; closing adds nothing.
                if state.failure == nil { try files.synchronize(file) }
            } catch {
                state.failure = error
            }
        }
        if let failure = state.failure { throw failure }
    }

    private func checkedIndex(
        of plane: PlaneAddress, _ operation: String, _ planes: [PlaneMap]
    ) throws(StorageError) -> Int {
        guard planes.indices.contains(plane.series),
            let index = planes[plane.series].index(t: plane.t, c: plane.c, z: plane.z)
        else {
            let text = "no plane t \(plane.t), c \(plane.c), z \(plane.z) in series \(plane.series)"
            throw StorageError(operation, root, .outOfRange(text))
        }
        return index
    }

    private func locked<Value: Sendable>(
        _ body: (inout State) throws(StorageError) -> Value
    ) throws(StorageError) -> Value {
        let result = state.withLock { state in
            Result { () throws(StorageError) in try body(&state) }
        }
        return try result.get()
    }
}
