import Foundation
import Testing

extension WholePrograms {
    @Suite(
        "A recorded stack",
        .enabled(if: Programs.hasOrMustHavePython, Comment(rawValue: Programs.pythonAdvice)))
    struct RecordedStackTests {
        private struct Kept: Encodable {
            var folder: String
            var isComplete = true
            /// Checksums by event.
            var acknowledged: [String: UInt32]
        }

        @Test("is served page by page, and the store holds its pixels exactly")
        func exactly() async throws {
            let pages = (0..<3).map { page in
                (0..<(64 * 64)).map { UInt16(truncatingIfNeeded: ($0 + 1) &* 40_503 &* (page + 1)) }
            }
            let stack = NSTemporaryDirectory() + "stack-\(UUID().uuidString).tif"
            defer { try? FileManager.default.removeItem(atPath: stack) }  // Only a temporary file.
            try Data(greyStack(pages, width: 64, height: 64)).write(to: URL(filePath: stack))
            let laboratory = try await Laboratory(["--stack", stack])
            try laboratory.write(
                "acquisition: {channels: [phase, nuclei], time_plan: {interval: 1, loops: 5}}\n"
                    + "region: {size: 64}\n", to: "plan.yaml")

            let ending = try await laboratory.tarsier(
                "run", "plan.yaml", "--rig", laboratory.rigFile, "--out", "run")

            #expect(ending.code == 0, "\(ending.errors)")
            // Each channel begins at the first page; after the last page comes the first again.
            let checksums = pages.map(zlibChecksum)
            let expected = Dictionary(
                uniqueKeysWithValues: (0..<10).map { ("\($0)", checksums[$0 / 2 % 3]) })
            let reader = try await PythonReader.check([
                Kept(folder: laboratory.folder + "/run", acknowledged: expected)
            ])
            #expect(reader.code == 0, "\(reader.output)\(reader.errors)")
        }

        /// A little-endian TIFF of 16 bit grey pages, each in one strip.
        private func greyStack(_ pages: [[UInt16]], width: UInt32, height: UInt32) -> [UInt8] {
            var file: [UInt8] = []
            func number(_ value: UInt32, bytes count: Int) -> [UInt8] {
                (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
            }
            file += [0x49, 0x49, 42, 0] + number(8, bytes: 4)
            for (index, page) in pages.enumerated() {
                let byteCount = UInt32(page.count * 2)
                let pixels = UInt32(file.count + 2 + 9 * 12 + 4)
                // Tag, type (3: 16 bit, 4: 32 bit), value.
                let entries: [(UInt32, UInt32, UInt32)] = [
                    (256, 4, width), (257, 4, height), (258, 3, 16), (259, 3, 1), (262, 3, 1),
                    (273, 4, pixels), (277, 3, 1), (278, 4, height), (279, 4, byteCount),
                ]
                file += number(UInt32(entries.count), bytes: 2)
                for (tag, type, value) in entries {
                    file += number(tag, bytes: 2) + number(type, bytes: 2)
                    file += number(1, bytes: 4) + number(value, bytes: 4)
                }
                let next = index == pages.count - 1 ? 0 : pixels + byteCount
                file += number(next, bytes: 4)
                for value in page { file += number(UInt32(value), bytes: 2) }
            }
            return file
        }
    }
}

/// CRC-32 as zlib computes it, bit by bit: slow, and easily seen to be right.
func zlibChecksum(_ pixels: [UInt16]) -> UInt32 {
    var crc: UInt32 = .max
    for pixel in pixels {
        for byte in [UInt8(truncatingIfNeeded: pixel), UInt8(pixel >> 8)] {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
    }
    return ~crc
}
