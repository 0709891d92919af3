/// Moves pixels of any kind: what images of numbers and of labels share.
enum Raster {
    /// A copy in which the pixel (x, y) is the one that `source` names in an image `width` wide.
    static func rearranged<Pixel>(
        _ pixels: [Pixel], width: Int, toWidth newWidth: Int, height newHeight: Int,
        column: [Int], row: [Int]
    ) -> [Pixel] {
        pixels.withUnsafeBufferPointer { source in
            [Pixel](unsafeUninitializedCapacity: newWidth * newHeight) { target, count in
                var place = 0
                for y in 0..<newHeight {
                    let start = row[y] * width
                    for x in 0..<newWidth {
                        target.initializeElement(at: place, to: source[start + column[x]])
                        place += 1
                    }
                }
                count = place
            }
        }
    }

    /// A copy turned and mirrored.
    static func oriented<Pixel>(
        _ pixels: [Pixel], width: Int, height: Int, _ orientation: Orientation
    ) -> [Pixel] {
        let newWidth = orientation.swapsAxes ? height : width
        let newHeight = orientation.swapsAxes ? width : height
        let (origin, across, down) = orientation.walk(width: width, height: height)
        return pixels.withUnsafeBufferPointer { source in
            [Pixel](unsafeUninitializedCapacity: pixels.count) { target, count in
                var place = 0
                for y in 0..<newHeight {
                    var from = origin + y * down
                    for _ in 0..<newWidth {
                        target.initializeElement(at: place, to: source[from])
                        place += 1
                        from += across
                    }
                }
                count = place
            }
        }
    }
}
