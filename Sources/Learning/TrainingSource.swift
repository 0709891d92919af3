internal import Acquisition
package import Models

/// Reads whatever a user names after `--data`.
package enum TrainingSource {
    /// Reads the run or training folder at `path`.
    ///
    /// Every frame chosen is in memory when this returns: 4 bytes for each pixel of each image and
    /// label image. A run of 1000 frames of 2048 × 2048 in two channels takes 34 GB; a `limit` of
    /// 100 frames takes 3.4 GB of it. While reading, one page or plane more is held.
    ///
    /// - Parameter limit: The most frames to read, chosen evenly over positions and times, which a
    ///   note then says; `nil` reads all.
    /// - Parameter keep: What to hold of each frame, before the next one is read.
    /// - Throws: One line that names the file, and the row or page that it is about.
    package static func read(
        _ path: String, limit: Int? = nil, keep: (TrainingFrame) -> TrainingFrame = { $0 }
    ) throws -> TrainingData {
        precondition((limit ?? 1) > 0, "a limit of 0 frames leaves nothing to read")
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let files = RealFileSystem()
        guard try isFolder(path, files) else {
            throw LearningError(path, "there is no such folder")
        }
        if try files.kind(at: RunFolder(path: path).images) != nil {
            return try RunFrames(path: path).read(limit: limit, keep: keep)
        }
        let names = try files.names(inFolder: path)
        guard names.contains("frames.csv") || names.contains(where: PlainFolder.isImage) else {
            throw LearningError(
                path,
                "it is neither a run (no raw.ome.zarr) nor a training folder (no frames.csv and "
                    + "no TIFF file)")
        }
        return try read(TrainingFolder(path: path), limit: limit, keep: keep)
    }

    private static func read(
        _ folder: TrainingFolder, limit: Int?, keep: (TrainingFrame) -> TrainingFrame
    ) throws -> TrainingData {
        let chosen = FrameSelection.choose(limit, of: folder.entries.map(\.position))
        var data = TrainingData(notes: folder.notes)
        for index in chosen { data.frames.append(keep(try folder.frame(folder.entries[index]))) }
        if let note = FrameSelection.note(
            source: folder.path, kept: chosen.count, of: folder.entries.count)
        {
            data.notes.append(note)
        }
        return data
    }

    /// Follows a link, unlike `FileSystem.kind`.
    private static func isFolder(_ path: String, _ files: any FileSystem) throws -> Bool {
        switch try files.kind(at: path) {
        case .folder: true
        case .other: try files.kind(at: path + "/.") == .folder
        case .file, nil: false
        }
    }
}
