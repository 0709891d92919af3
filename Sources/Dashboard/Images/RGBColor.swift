/// A colour of 8 bits a component.
package struct RGBColor: Sendable, Equatable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package static let white = RGBColor(red: 255, green: 255, blue: 255)

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#rrggbb`.
    package init?(_ text: String) {
        guard text.hasPrefix("#"), text.utf8.count == 7,
            let value = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        self.init(
            red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF),
            blue: UInt8(value & 0xFF))
    }

    package var text: String {
        "#" + [red, green, blue].map { hex($0 >> 4) + hex($0 & 15) }.joined()
    }

    /// The same hue, dark enough to stand on white paper; what has no hue becomes slate.
    package var onPaper: RGBColor {
        let parts = [Double(red), Double(green), Double(blue)]
        let most = max(red, green, blue)
        let least = min(red, green, blue)
        if most - least < 24 { return RGBColor(red: 0x4A, green: 0x55, blue: 0x68) }
        // Relative luminance of Rec. 709; 80 of 255 leaves a contrast of about 5 to 1 on white.
        let luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        let scale = min(1, 80 / max(luminance, 1))
        let scaled = parts.map { UInt8(($0 * scale).rounded()) }
        return RGBColor(red: scaled[0], green: scaled[1], blue: scaled[2])
    }

    private func hex(_ digit: UInt8) -> String { String(digit, radix: 16) }
}
