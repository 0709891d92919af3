internal import Foundation
import Glibc

/// A run on disk: where each file of it lies.
package struct RunFolder: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The experiment as it was given.
    package var experiment: String { path + "/experiment.yaml" }
    /// The rig as it was given.
    package var rig: String { path + "/rig.yaml" }
    package var journal: String { path + "/journal.sqlite" }
    package var images: String { path + "/raw.ome.zarr" }
    /// What networks made of the frames; only where the experiment names networks.
    package var derivedImages: String { path + "/derived.ome.zarr" }
    package var report: String { path + "/report.html" }
    /// Room for the journal's last words, while the run goes on.
    package var reserve: String { path + "/reserve" }

    /// - Throws: `AcquisitionError.refused` where no run has begun here.
    package func requireRun(files: any FileSystem = RealFileSystem()) throws {
        guard try files.kind(at: path) == .folder else {
            throw AcquisitionError.refused(["\(path): there is no such folder"])
        }
        guard try files.kind(at: experiment) != nil else {
            throw AcquisitionError.refused([
                "\(path): this is no folder of a run: there is no experiment.yaml in it"
            ])
        }
    }

    /// Why no run can begin here; `nil` when one can.
    package func refusal(files: any FileSystem) throws -> String? {
        if try files.kind(at: journal) != nil {
            return "\(path): there is a run already; choose another folder, or `tarsier resume "
                + "\(path)`"
        }
        switch try files.kind(at: path) {
        case nil: return nil
        case .folder:
            let found = try files.names(inFolder: path).first
            return found.map {
                "\(path): there are other files in this folder, such as \($0); choose a new one"
            }
        default: return "\(path): this is no folder; choose another place for the run"
        }
    }

    /// Makes the folder and keeps both files in it, and others by their path in it.
    ///
    /// - Throws: `AcquisitionError.refused` where there is something already.
    package func create(
        experiment: String, rig: String, others: [String: [UInt8]] = [:], files: any FileSystem
    ) throws {
        if let refusal = try refusal(files: files) { throw AcquisitionError.refused([refusal]) }
        try files.createFolders(to: path)
        try files.replaceFile(at: self.experiment, with: Array(experiment.utf8))
        try files.replaceFile(at: self.rig, with: Array(rig.utf8))
        for (name, bytes) in others.sorted(by: { $0.key < $1.key }) {
            let file = "\(path)/\(name)"
            try files.createFolders(to: String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)]))
            try files.replaceFile(at: file, with: bytes)
        }
    }

    /// The process that holds the run now; `nil` when nobody does.
    package var holder: Int32? {
        let descriptor = open(journal + ".lock", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else {
            flock(descriptor, LOCK_UN)
            return nil
        }
        // The lock's owner wrote `process 1234 on …` into it; who cannot read it cannot tell who.
        let text = (try? String(contentsOfFile: journal + ".lock", encoding: .utf8)) ?? ""
        let words = text.split(separator: " ")
        return words.first == "process" ? words.dropFirst().first.flatMap { Int32($0) } : nil
    }
}
