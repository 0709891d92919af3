import Testing

@testable import Dashboard

@Suite("PNG")
struct PNGWriterTests {
    @Test("a single black pixel is, byte for byte, what the standard asks for")
    func onePixel() {
        let image = RasterImage(width: 1, height: 1, kind: .grey, bytes: [0])

        // Signature, IHDR, IDAT with one stored block, IEND; sums from Python's zlib.
        #expect(
            PNGWriter.bytes(of: image) == [
                0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
                0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
                0x3A, 0x7E, 0x9B, 0x55,
                0, 0, 0, 13, 0x49, 0x44, 0x41, 0x54, 0x78, 0x01, 1, 2, 0, 0xFD, 0xFF, 0, 0,
                0, 2, 0, 1, 0x7E, 0x05, 0x0D, 0xD2,
                0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
            ])
    }

    @Test("base 64 as in RFC 4648")
    func base64() {
        let vectors = [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ]

        for (plain, encoded) in vectors { #expect(Base64.text(Array(plain.utf8)) == encoded) }
    }

    @Test("channel colours stand on white paper", arguments: ["#ffffff", "#00ff66", "#ffff00"])
    func onPaper(text: String) throws {
        let color = try #require(RGBColor(text)).onPaper

        let luminance =
            0.2126 * Double(color.red) + 0.7152 * Double(color.green) + 0.0722 * Double(color.blue)
        #expect(luminance < 90)
        #expect(RGBColor(color.text) == color)
    }
}
