/// Writes images as PNG without compression: small code, and microscope noise hardly shrinks.
///
/// - Source: PNG (ISO/IEC 15948:2004); zlib and deflate formats, RFC 1950 and RFC 1951.
package enum PNGWriter {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// A stored block of deflate counts its bytes in 16 bits.
    private static let largestBlock = 65_535

    package static func bytes(of image: RasterImage) -> [UInt8] {
        var header = bigEndian(UInt32(image.width)) + bigEndian(UInt32(image.height))
        let colorType: UInt8 = image.kind == .grey ? 0 : 2
        header += [8, colorType, 0, 0, 0]
        return signature + chunk("IHDR", header) + chunk("IDAT", stored(scanlines(of: image)))
            + chunk("IEND", [])
    }

    /// As the address of an image within a page.
    package static func dataURL(of image: RasterImage) -> String {
        "data:image/png;base64," + Base64.text(bytes(of: image))
    }

    /// Rows, each after a byte that says "no filter".
    private static func scanlines(of image: RasterImage) -> [UInt8] {
        let rowBytes = image.width * image.kind.rawValue
        var lines: [UInt8] = []
        lines.reserveCapacity((rowBytes + 1) * image.height)
        for row in 0..<image.height {
            lines.append(0)
            lines += image.bytes[(row * rowBytes)..<((row + 1) * rowBytes)]
        }
        return lines
    }

    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        var start = 0
        repeat {
            let end = min(start + largestBlock, bytes.count)
            let count = UInt16(end - start)
            stream.append(end == bytes.count ? 1 : 0)
            stream += [UInt8(count & 0xFF), UInt8(count >> 8)]
            stream += [UInt8(~count & 0xFF), UInt8(~count >> 8)]
            stream += bytes[start..<end]
            start = end
        } while start < bytes.count
        return stream + bigEndian(adler32(bytes))
    }

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        let content = Array(name.utf8) + body
        return bigEndian(UInt32(body.count)) + content + bigEndian(crc32(content))
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) }
    }

    private static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return high << 16 | low
    }

    private static let crcTable: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
        }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { value, byte in
            crcTable[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8)
        }
    }
}
