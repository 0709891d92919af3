import Foundation

/// A recorded stack of one small grey page: a rig that serves it renders nothing, which makes it
/// quick where nobody looks at the pixels.
enum FlatStack {
    /// Where it lies; written once.
    static let path: String = {
        let path = FileManager.default.temporaryDirectory.path + "/tarsier-flat-\(getpid()).tif"
        let isWritten = FileManager.default.createFile(atPath: path, contents: Data(bytes))
        precondition(isWritten, "\(path) cannot be written")
        return path
    }()

    private static let side = 16

    /// A little-endian TIFF: header, one directory, one strip of 16-bit pixels.
    /// - Source: TIFF revision 6.0, sections 2 and 4.
    private static var bytes: [UInt8] {
        let tags: [(tag: UInt16, value: UInt32)] = [
            (256, UInt32(side)), (257, UInt32(side)), (258, 16), (259, 1), (262, 1),
            (273, 8 + 2 + 9 * 12 + 4), (277, 1), (278, UInt32(side)),
            (279, UInt32(2 * side * side)),
        ]
        var bytes: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, UInt8(tags.count), 0]
        for (tag, value) in tags {
            // Type 4 is a 32-bit number, and there is one of it.
            bytes += little(tag) + little(UInt16(4)) + little(UInt32(1)) + little(value)
        }
        bytes += little(UInt32(0))
        return bytes + Array(repeating: [100, 0], count: side * side).flatMap { $0 }
    }

    private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}
