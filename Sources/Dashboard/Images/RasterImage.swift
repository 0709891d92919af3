/// An 8-bit image for a page: grey or colour, row-major.
package struct RasterImage: Sendable, Equatable {
    package enum Kind: Int, Sendable {
        case grey = 1
        case rgb = 3
    }

    package let width: Int
    package let height: Int
    package let kind: Kind
    package let bytes: [UInt8]

    package init(width: Int, height: Int, kind: Kind, bytes: [UInt8]) {
        precondition(width > 0 && height > 0, "an image has pixels")
        precondition(bytes.count == width * height * kind.rawValue, "one byte per component")
        self.width = width
        self.height = height
        self.kind = kind
        self.bytes = bytes
    }

    /// Maps grey values from `black` to `white` onto a ramp from black to `color` (`#rrggbb`).
    package init(
        pixels: [UInt16], width: Int, height: Int, black: Double, white: Double,
        color: RGBColor = .white
    ) {
        let range = max(white - black, 1)
        let levels = pixels.map { min(max((Double($0) - black) / range, 0), 1) }
        if color == .white {
            self.init(
                width: width, height: height, kind: .grey,
                bytes: levels.map { UInt8(($0 * 255).rounded()) })
            return
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(levels.count * 3)
        for level in levels {
            // The brightest third bends to white, or detail in a pure colour would be lost.
            let bend = max(0, level - 0.67) / 0.33 * 0.6
            for component in [color.red, color.green, color.blue] {
                let value = level * Double(component) / 255
                bytes.append(UInt8(((value + (1 - value) * bend) * 255).rounded()))
            }
        }
        self.init(width: width, height: height, kind: .rgb, bytes: bytes)
    }
}
