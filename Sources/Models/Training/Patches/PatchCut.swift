/// Where a patch is cut from an image, and how it is turned.
struct PatchCut {
    private let x: Int
    private let y: Int
    private let side: Int
    private let orientation: Orientation

    /// Draws a place; an image smaller than the patch is repeated as in a mirror.
    init(of image: PatchImage, side: Int, centredShare: Double, random: inout SplitMix64) {
        self.side = side
        orientation = Orientation.allCases[Int(random.next() >> 61)]
        let room = (max(image.width - side, 0), max(image.height - side, 0))
        var x = Int(random.next() % UInt64(room.0 + 1))
        var y = Int(random.next() % UInt64(room.1 + 1))
        if !image.centres.isEmpty, RandomDraws.unit(&random) < centredShare {
            let centre = image.centres[Int(random.next() % UInt64(image.centres.count))]
            // Anywhere in the inner half of the patch.
            x = centre.x - side / 4 - Int(random.next() % UInt64(max(side / 2, 1)))
            y = centre.y - side / 4 - Int(random.next() % UInt64(max(side / 2, 1)))
        }
        self.x = min(max(x, 0), room.0)
        self.y = min(max(y, 0), room.1)
    }

    /// Which target of the image becomes target `index` of the patch.
    func target(_ index: Int, rays: Range<Int>?) -> Int {
        guard let rays, rays.contains(index) else { return index }
        return rays.lowerBound + orientation.ray(index - rays.lowerBound, of: rays.count)
    }

    /// Copies one channel of the patch, turned.
    ///
    /// - Parameters:
    ///   - width: Of `pixels`, which is `magnification` times that of the input.
    ///   - target: Of the patch, channels fastest.
    func copy(
        _ pixels: [Float], width: Int, magnification: Int,
        into target: UnsafeMutableBufferPointer<Float>, channel: Int, of channelCount: Int
    ) {
        let side = side * magnification
        let height = pixels.count / width
        let walk = orientation.walk(width: side, height: side)
        let (left, top) = (x * magnification, y * magnification)
        pixels.withUnsafeBufferPointer { pixels in
            for row in 0..<side {
                for column in 0..<side {
                    let place = walk.origin + column * walk.across + row * walk.down
                    let sourceColumn = Self.mirrored(left + place % side, width)
                    let sourceRow = Self.mirrored(top + place / side, height)
                    target[(row * side + column) * channelCount + channel] =
                        pixels[sourceRow * width + sourceColumn]
                }
            }
        }
    }

    /// The place in `0..<count` that a mirror at the far border shows at `place`.
    @inline(__always)
    private static func mirrored(_ place: Int, _ count: Int) -> Int {
        if place < count { return place }
        if count == 1 { return 0 }
        let folded = place % (2 * count - 2)
        return folded < count ? folded : 2 * count - 2 - folded
    }
}
