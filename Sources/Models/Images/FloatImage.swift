/// An image in floating point: shape `[height, width]`, row-major.
package struct FloatImage: Sendable, Equatable {
    package let width: Int
    package let height: Int
    package var pixels: [Float]

    package init(width: Int, height: Int, pixels: [Float]) {
        precondition(pixels.count == width * height, "an image has width × height pixels")
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    package init(width: Int, height: Int, filledWith value: Float = 0) {
        self.init(
            width: width, height: height,
            pixels: [Float](repeating: value, count: width * height))
    }

    package init(_ view: ImageView) {
        self.init(width: view.width, height: view.height, pixels: view.pixels.map(Float.init))
    }

    package subscript(x: Int, y: Int) -> Float {
        get { pixels[y * width + x] }
        set { pixels[y * width + x] = newValue }
    }

    /// Mean of all pixels, in double precision.
    package var mean: Double {
        pixels.withUnsafeBufferPointer { pixels in
            // Four sums do not wait for each other.
            var sums = SIMD4<Double>()
            let whole = pixels.count / 4 * 4
            for place in stride(from: 0, to: whole, by: 4) {
                sums += SIMD4<Double>(
                    SIMD4(
                        pixels[place], pixels[place + 1], pixels[place + 2], pixels[place + 3]))
            }
            let rest = pixels[whole...].reduce(0.0) { $0 + Double($1) }
            return (sums.sum() + rest) / Double(max(1, pixels.count))
        }
    }

    /// Whether every pixel is a number.
    package var isFinite: Bool {
        pixels.withUnsafeBufferPointer { pixels in
            // Infinity and what is no number have the greatest exponent; no branch in the loop.
            let greatest: UInt32 = 0x7f80_0000
            var found: UInt32 = 0
            for pixel in pixels { found = max(found, pixel.bitPattern & greatest) }
            return found < greatest
        }
    }
}
