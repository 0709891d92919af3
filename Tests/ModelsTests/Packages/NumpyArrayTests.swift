import Testing

@testable import Models

@Suite(".npy files")
struct NumpyArrayTests {
    @Test("arrays come back as they were, in files as NumPy writes them")
    func roundTrip() throws {
        let floats = NumpyArray(
            shape: [2, 1, 3], values: [1, -2.5, 3e-20, 4, .infinity, 6] as [Float])
        let pixels = NumpyArray(shape: [4], values: [0, 1, 256, 65_535] as [UInt16])

        #expect(try NumpyArray(file: floats.file) == floats)
        #expect(try NumpyArray(file: pixels.file) == pixels)
        #expect(pixels.values == [0, 1, 256, 65_535])
        // What numpy.save gives for numpy.array([0, 1, 256, 65535], "<u2").
        let text = "{'descr': '<u2', 'fortran_order': False, 'shape': (4,), }"
        let padding = String(repeating: " ", count: 118 - text.utf8.count - 1) + "\n"
        let numpy = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array((text + padding).utf8)
        #expect(try NumpyArray(file: numpy + pixels.bytes) == pixels)
    }

    private static func file(_ header: String, _ byteCount: Int = 8) -> [UInt8] {
        [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8)
            + [UInt8](repeating: 0, count: byteCount)
    }

    private static let good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"

    private static let hostile: [(String, [UInt8])] = [
        ("not a .npy", []),
        ("not a .npy", Array("PK\u{3}\u{4}and something else".utf8)),
        ("version 9", [0x93] + Array("NUMPY".utf8) + [9, 0, 1, 0]),
        ("cut short", [0x93] + Array("NUMPY".utf8) + [1, 0, 200, 0, 1, 2]),
        ("cut short", [0x93] + Array("NUMPY".utf8) + [2, 0, 200, 0]),
        ("claims 4294967295", [0x93] + Array("NUMPY".utf8) + [2, 0, 255, 255, 255, 255]),
        ("needs 8 bytes but 7", file(good, 7)),
        ("needs 8 bytes but 9", file(good, 9)),
        ("|O", file("{'descr': '|O', 'fortran_order': False, 'shape': (2,)}")),
        (">f4", file("{'descr': '>f4', 'fortran_order': False, 'shape': (2,)}")),
        ("in quotes", file("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)}")),
        ("Fortran", file("{'descr': '<f4', 'fortran_order': True, 'shape': (2,)}")),
        ("True or False", file("{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}")),
        (
            "absurd",
            file("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296)}")
        ),
        ("absurd", file("{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,)}")),
        (
            "list of sizes",
            file("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}")
        ),
        ("list of sizes", file("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}")),
        ("empty", file("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 2)}")),
        ("9 axes", file("{'descr': '<f4', 'fortran_order': False, 'shape': (1,1,1,1,1,1,1,1,2)}")),
        ("lacks the key \"shape\"", file("{'descr': '<f4', 'fortran_order': False}")),
        ("unasked or twice", file("{'descr': '<f4', 'descr': '<f4'}")),
        ("unasked or twice", file("{'eval': '<f4'}")),
        ("after its end", file(good + "x")),
        ("lacks a", file("__import__('os')")),
        ("lacks a", file("")),
    ]

    @Test("a header that lies is refused, with what is wrong", arguments: hostile.indices)
    func refused(index: Int) {
        let (words, file) = Self.hostile[index]

        let error = #expect(throws: NumpyError.self) { try NumpyArray(file: file) }

        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test("no byte of a file can be changed so that reading it fails to return")
    func everyByte() {
        let file = Self.file(Self.good)
        for index in file.indices {
            for value in [0, 0x27, 0x28, 0x2C, 0x30, 0x39, 0x7D, 0xFF] as [UInt8] {
                var changed = file
                changed[index] = value
                // Whether it can still be read is not the question.
                let array = try? NumpyArray(file: changed)
                #expect((array?.bytes.count ?? 8) <= file.count)
            }
        }
    }
}
