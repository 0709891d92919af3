/// A little-endian TIFF file of one page, built byte by byte, so that every tag can lie.
struct RawTIFF {
    var width: UInt32 = 4
    var height: UInt32 = 2
    var bits: UInt16 = 8
    var samplesPerPixel: UInt16 = 1
    var sampleFormat: UInt16 = 1
    var photometric: UInt16 = 1
    var pixels: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
    /// What the page says that its one strip has.
    var stripByteCount: UInt32?

    var bytes: [UInt8] {
        let colours = [UInt8](repeating: 0, count: photometric == 3 ? 1536 : 0)
        var entries: [(tag: UInt16, type: UInt16, value: UInt32)] = [
            (256, 4, width), (257, 4, height), (258, 3, UInt32(bits)), (259, 3, 1),
            (262, 3, UInt32(photometric)), (273, 4, 8), (277, 3, UInt32(samplesPerPixel)),
            (278, 4, height), (279, 4, stripByteCount ?? UInt32(pixels.count)),
            (339, 3, UInt32(sampleFormat)),
        ]
        if photometric == 3 { entries.insert((320, 3, UInt32(8 + pixels.count)), at: 9) }
        let start = UInt32(8 + pixels.count + colours.count)
        var file: [UInt8] = Array("II*\0".utf8) + little(start) + pixels + colours
        file += little(UInt16(entries.count))
        for entry in entries {
            file += little(entry.tag) + little(entry.type)
            file += little(UInt32(entry.tag == 320 ? 768 : 1)) + little(entry.value)
        }
        return file + little(UInt32(0))
    }

    private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }
}
