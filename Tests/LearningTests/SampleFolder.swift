import Foundation

@testable import Acquisition

/// A folder that lasts as long as a test.
final class SampleFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "tarsier-learning-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func write(_ name: String, _ text: String) throws {
        try Array(text.utf8).withUnsafeBytes { try Data($0).write(to: URL(filePath: file(name))) }
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: file(name)))
    }

    /// A 16 bit image whose pixels count up from `first`.
    func writeImage(
        _ name: String, width: Int = 6, height: Int = 4, first: UInt16 = 100, pages: Int = 1
    ) throws {
        let planes = (0..<pages).map { page in
            (0..<(width * height)).map { first + UInt16($0 + 1000 * page) }
        }
        let stack = PlaneStack(width: width, height: height, sizeT: pages, planes: .uint16(planes))
        try StackWriter().write(stack, to: file(name))
    }

    /// Labels 1 in the left half, 2 in the right.
    func writeLabels(_ name: String, width: Int = 6, height: Int = 4) throws {
        let labels = (0..<(width * height)).map { UInt16($0 % width < width / 2 ? 1 : 2) }
        try StackWriter().write(
            PlaneStack(width: width, height: height, planes: .uint16([labels])), to: file(name))
    }

    func writeFloats(_ name: String, _ pixels: [Float], width: Int, height: Int) throws {
        try StackWriter().write(
            PlaneStack(width: width, height: height, planes: .float32([pixels])), to: file(name))
    }
}
