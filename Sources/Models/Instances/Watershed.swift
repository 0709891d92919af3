/// Floods a landscape from seeds, lowest places first, until the floods meet.
///
/// - Source: F. Meyer, Image processing by flooding, AFCET 1991; without watershed lines, order of
///   equal values by arrival, as in scikit-image's `watershed`.
package enum Watershed {
    /// Gives each pixel of the mask that a seed can reach to one seed.
    ///
    /// - Parameters:
    ///   - landscape: No NaN.
    ///   - seeds: Labels above 0 where floods start; those outside the mask are ignored.
    ///   - mask: Not 0 where a flood may go.
    ///   - neighbours: Where a flood can go from a pixel.
    ///   - fromAbove: Whether the highest places are first instead.
    package static func flood(
        _ landscape: FloatImage, seeds: LabelImage, mask: LabelImage,
        neighbours: ConnectedComponents.Neighbours = .four, fromAbove: Bool = false
    ) -> LabelImage {
        let width = landscape.width
        let height = landscape.height
        precondition(
            seeds.width == width && seeds.height == height && mask.width == width
                && mask.height == height, "landscape, seeds and mask have one size")
        var flooding = Flooding(
            landscape, seeds: seeds, mask: mask, sign: fromAbove ? -1 : 1)
        flooding.run(neighbours == .four ? Flooding.four : Flooding.eight)
        return flooding.result(width: width, height: height)
    }

    /// A flood under way, on a copy with a border that no flood enters.
    private struct Flooding {
        static let four = [(0, -1), (-1, 0), (1, 0), (0, 1)]
        static let eight = four + [(-1, -1), (1, -1), (-1, 1), (1, 1)]

        /// -1 where no flood may go, 0 where none has come.
        private var labels: [Int32]
        private var values: [Float]
        private let stride: Int

        init(_ landscape: FloatImage, seeds: LabelImage, mask: LabelImage, sign: Float) {
            stride = landscape.width + 2
            let count = stride * (landscape.height + 2)
            labels = [Int32](repeating: -1, count: count)
            values = [Float](repeating: 0, count: count)
            copy(landscape, seeds, mask, sign)
        }

        private mutating func copy(
            _ landscape: FloatImage, _ seeds: LabelImage, _ mask: LabelImage, _ sign: Float
        ) {
            let (width, stride) = (landscape.width, stride)
            labels.withUnsafeMutableBufferPointer { labels in
                values.withUnsafeMutableBufferPointer { values in
                    landscape.pixels.withUnsafeBufferPointer { pixels in
                        seeds.labels.withUnsafeBufferPointer { seeds in
                            mask.labels.withUnsafeBufferPointer { mask in
                                for y in 0..<landscape.height {
                                    let (from, to) = (y * width, (y + 1) * stride + 1)
                                    for x in 0..<width where mask[from + x] != 0 {
                                        labels[to + x] = max(0, seeds[from + x])
                                        values[to + x] = sign * pixels[from + x]
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }

        mutating func run(_ directions: [(Int, Int)]) {
            let offsets = directions.map { $0.0 + $0.1 * stride }
            let capacity = labels.count
            labels.withUnsafeMutableBufferPointer { labels in
                values.withUnsafeBufferPointer { values in
                    offsets.withUnsafeBufferPointer { offsets in
                        PixelQueue.using(capacity: capacity) { queue in
                            Self.flood(labels, values, offsets, &queue)
                        }
                    }
                }
            }
        }

        private static func flood(
            _ labels: UnsafeMutableBufferPointer<Int32>, _ values: UnsafeBufferPointer<Float>,
            _ offsets: UnsafeBufferPointer<Int>, _ queue: inout PixelQueue
        ) {
            /// A pixel with nowhere to go need not wait for its turn.
            @inline(__always)
            func insert(_ place: Int) {
                for offset in offsets where labels[place &+ offset] == 0 {
                    queue.insert(place: place, value: values[place])
                    return
                }
            }
            for place in labels.indices where labels[place] > 0 { insert(place) }
            while let place = queue.removeFirst() {
                let label = labels[place]
                for offset in offsets where labels[place &+ offset] == 0 {
                    labels[place &+ offset] = label
                    insert(place &+ offset)
                }
            }
        }

        func result(width: Int, height: Int) -> LabelImage {
            var image = LabelImage(width: width, height: height)
            image.labels.withUnsafeMutableBufferPointer { image in
                labels.withUnsafeBufferPointer { labels in
                    for y in 0..<height {
                        let from = (y + 1) * stride + 1
                        for x in 0..<width { image[y * width + x] = max(0, labels[from + x]) }
                    }
                }
            }
            return image
        }
    }
}
