internal import Acquisition
internal import Foundation
internal import Models

/// Reads the images of a training folder; keeps the file that was read last open.
final class FolderImages {
    private let folder: String
    private var stack: TIFFStack?

    init(folder: String) { self.folder = folder }

    /// The file that a row names, opened.
    ///
    /// - Throws: ``LearningError`` at the row where the file is missing or outside of the folder.
    func stack(_ row: FrameRow) throws -> TIFFStack {
        let path = "\(folder)/\(row.file)"
        if let stack, stack.path == path { return stack }
        let parts = row.file.split(separator: "/", omittingEmptySubsequences: false)
        guard !row.file.hasPrefix("/"), !parts.contains(".."), !row.file.contains("\0") else {
            throw LearningError(row.place, "\(row.file): files must lie in the folder itself")
        }
        guard FileManager.default.fileExists(atPath: path) else {
            throw LearningError(row.place, "there is no file \(row.file) in \(folder)")
        }
        let root = Self.resolved(folder)
        guard Self.resolved(path).hasPrefix(root.hasSuffix("/") ? root : root + "/") else {
            throw LearningError(row.place, "\(row.file): it is a link that leads out of the folder")
        }
        let opened = try TIFFStack(path: path)
        stack = opened
        return opened
    }

    func image(_ row: FrameRow) throws -> FloatImage {
        let stack = try stack(row)
        let page = try page(row, stack)
        var values = try stack.greyValues(page: row.page)
        if let calibration = row.calibration, row.content == .image(.frame) {
            let offset = Float(calibration.offset)
            let gain = Float(calibration.electronsPerGrey)
            for index in values.indices { values[index] = (values[index] - offset) * gain }
        }
        return FloatImage(width: page.width, height: page.height, pixels: values)
    }

    func labels(_ row: FrameRow) throws -> LabelImage {
        let stack = try stack(row)
        let page = try page(row, stack)
        let numbers = try stack.wholeNumbers(page: row.page)
        guard numbers.allSatisfy({ $0 <= UInt32(Int32.max) }) else {
            throw LearningError(row.place, "\(row.file): a label is above \(Int32.max)")
        }
        return LabelImage(
            width: page.width, height: page.height, labels: numbers.map(Int32.init))
    }

    private func page(_ row: FrameRow, _ stack: TIFFStack) throws -> TIFFPage {
        guard row.page < stack.pageCount else {
            let text = "\(row.file) has \(stack.pageCount) pages, counted from 0; "
            throw LearningError(row.place, text + "there is no page \(row.page)")
        }
        return try stack.page(row.page)
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
