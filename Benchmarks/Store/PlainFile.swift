import Foundation

/// The peer of the store: the same bytes, written one after the other into one file.
enum PlainFile {
    struct Failure: Error {
        let errno: Int32
    }

    /// How long it takes to write `frames`, in turn, `count` times in all, and to sync the file
    /// after each group of four.
    static func time(_ frames: [SpecimenFrame], count: Int, at path: String) throws -> Duration {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard file >= 0 else { throw Failure(errno: errno) }
        defer {
            close(file)
            unlink(path)
        }
        return try ContinuousClock().measure {
            for number in 0..<count {
                try frames[number % frames.count].pixels.withUnsafeBytes { bytes in
                    try writeAll(bytes, to: file)
                }
                if number % 4 == 3, fdatasync(file) != 0 { throw Failure(errno: errno) }
            }
        }
    }

    private static func writeAll(_ bytes: UnsafeRawBufferPointer, to file: Int32) throws {
        var offset = 0
        while offset < bytes.count {
            let count = write(file, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
            guard count > 0 else { throw Failure(errno: errno) }
            offset += count
        }
    }
}
