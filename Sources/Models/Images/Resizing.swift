/// Changes the number of pixels of an image; its outline stays.
///
/// Pixels are areas, so that the middle of the first one lies half a pixel inside.
package enum Resizing: Sendable {
    /// Each pixel takes the value of the nearest one.
    case nearest
    /// Each pixel is interpolated between the four round it; beyond the border the image goes on
    /// as its border pixels.
    case bilinear

    /// - Parameters:
    ///   - width: At least 1.
    ///   - height: At least 1.
    package func apply(to image: FloatImage, width: Int, height: Int) -> FloatImage {
        precondition(width > 0 && height > 0 && !image.pixels.isEmpty, "an image has pixels")
        switch self {
        case .nearest:
            let pixels = Raster.rearranged(
                image.pixels, width: image.width, toWidth: width, height: height,
                column: Self.nearest(from: image.width, to: width),
                row: Self.nearest(from: image.height, to: height))
            return FloatImage(width: width, height: height, pixels: pixels)
        case .bilinear:
            return Self.interpolate(image, width: width, height: height)
        }
    }

    /// For each new place the nearest old one.
    static func nearest(from old: Int, to new: Int) -> [Int] {
        precondition(old > 0 && new > 0, "an image has pixels")
        return (0..<new).map { min(old - 1, (2 * $0 + 1) * old / (2 * new)) }
    }

    private static func interpolate(_ image: FloatImage, width: Int, height: Int) -> FloatImage {
        let columns = Samples(from: image.width, to: width)
        let rows = Samples(from: image.height, to: height)
        var result = FloatImage(width: width, height: height)
        image.pixels.withUnsafeBufferPointer { source in
            result.pixels.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    let above = rows.first[y] * image.width
                    let below = rows.second[y] * image.width
                    let down = rows.fraction[y]
                    for x in 0..<width {
                        let left = columns.first[x]
                        let right = columns.second[x]
                        let across = columns.fraction[x]
                        let top = source[above + left]
                        let bottom = source[below + left]
                        let upper = top + across * (source[above + right] - top)
                        let lower = bottom + across * (source[below + right] - bottom)
                        target[y * width + x] = upper + down * (lower - upper)
                    }
                }
            }
        }
        return result
    }

    /// Between which two old places each new one lies, and how far along.
    private struct Samples {
        var first: [Int] = []
        var second: [Int] = []
        var fraction: [Float] = []

        init(from old: Int, to new: Int) {
            for index in 0..<new {
                let place = (Double(index) + 0.5) * Double(old) / Double(new) - 0.5
                let inside = min(max(place, 0), Double(old - 1))
                let before = Int(inside)
                first.append(before)
                second.append(min(before + 1, old - 1))
                fraction.append(Float(inside - Double(before)))
            }
        }
    }
}
