/// A rectangle of an image that a network sees at once, and the part of its result that counts.
///
/// All in pixels of the whole image.
package struct Tile: Sendable, Equatable {
    package let x: Int
    package let y: Int
    package let width: Int
    package let height: Int
    package let core: Core

    /// The part of a tile's result that goes into the whole image.
    package struct Core: Sendable, Equatable {
        package let x: Int
        package let y: Int
        package let width: Int
        package let height: Int
    }

    /// The tile's pixels.
    package func cut(from image: FloatImage) -> FloatImage {
        image.cropped(x: x, y: y, width: width, height: height)
    }

    /// Writes the core of `result`, which is at least as large as the tile, into `image`.
    package func paste(_ result: FloatImage, into image: inout FloatImage) {
        precondition(result.width >= width && result.height >= height, "a result covers its tile")
        for row in core.y..<core.y + core.height {
            let from = (row - y) * result.width + core.x - x
            let to = row * image.width + core.x
            for column in 0..<core.width {
                image.pixels[to + column] = result.pixels[from + column]
            }
        }
    }
}
