/// Reads an image at another pixel size, round any place.
///
/// Pixels are areas. A new pixel is the mean of the old ones under it, weighted by overlap; where
/// new pixels are the smaller ones, it is interpolated between its two neighbours along each side.
/// Beyond the border the image is mirrored with the border pixel doubled.
struct AreaSampler {
    private let columns: Axis
    private let rows: Axis

    /// - Parameters:
    ///   - x: Column of the middle of the result; the first pixel's middle is 0.
    ///   - step: Old pixels per new one.
    init(
        width: Int, height: Int, x: Double, y: Double, step: Double, columns: Int, rows: Int
    ) {
        self.columns = Axis(length: width, middle: x, step: step, count: columns)
        self.rows = Axis(length: height, middle: y, step: step, count: rows)
    }

    /// Whether the result reaches beyond the image.
    var crossesBorder: Bool { columns.crossesBorder || rows.crossesBorder }

    /// First along the rows that matter, then along the columns.
    func apply(to image: FloatImage) -> FloatImage {
        var result = FloatImage(width: columns.count, height: rows.count)
        // Where each row of the image lies among those that matter.
        var slots = [Int](repeating: -1, count: image.height)
        var used: [Int] = []
        for row in rows.indices where slots[row] < 0 {
            slots[row] = used.count
            used.append(row)
        }
        let width = columns.count
        let narrowed = [Float](unsafeUninitializedCapacity: used.count * width) { target, count in
            count = used.count * width
            image.pixels.withUnsafeBufferPointer { source in
                for (slot, row) in used.enumerated() {
                    columns.mix(source, from: row * image.width, into: target, at: slot * width)
                }
            }
        }
        narrowed.withUnsafeBufferPointer { narrowed in
            result.pixels.withUnsafeMutableBufferPointer { target in
                for y in 0..<rows.count {
                    for tap in rows.starts[y]..<rows.starts[y + 1] {
                        let (weight, start) = (rows.weights[tap], slots[rows.indices[tap]] * width)
                        let line = y * width
                        for x in 0..<width { target[line + x] += weight * narrowed[start + x] }
                    }
                }
            }
        }
        return result
    }

    /// The label under the middle of each new pixel; 0 beyond the border, where nothing is known.
    func labels(of image: LabelImage) -> [Int32] {
        let nearest = (0..<columns.count).map { columns.nearest($0, length: image.width) ?? -1 }
        var result = [Int32](repeating: 0, count: columns.count * rows.count)
        result.withUnsafeMutableBufferPointer { result in
            image.labels.withUnsafeBufferPointer { labels in
                for y in 0..<rows.count {
                    guard let row = rows.nearest(y, length: image.height) else { continue }
                    let (from, to) = (row * image.width, y * nearest.count)
                    for (x, column) in nearest.enumerated() where column >= 0 {
                        result[to + x] = labels[from + column]
                    }
                }
            }
        }
        return result
    }

    /// Which old pixels a new one covers along one side, and by how much.
    private struct Axis {
        let count: Int
        private(set) var crossesBorder = false
        /// Where in ``indices`` each new pixel begins.
        private(set) var starts: [Int] = [0]
        private(set) var indices: [Int] = []
        private(set) var weights: [Float] = []
        private let first: Double
        private let step: Double

        init(length: Int, middle: Double, step: Double, count: Int) {
            self.count = count
            self.step = step
            first = middle - Double(count - 1) / 2 * step
            let extent = max(1, step)
            for index in 0..<count {
                let low = first + Double(index) * step - extent / 2
                let high = low + extent
                for pixel in Int((low + 0.5).rounded(.down))...Int((high + 0.5).rounded(.down)) {
                    let overlap = min(high, Double(pixel) + 0.5) - max(low, Double(pixel) - 0.5)
                    guard overlap > 1e-9 else { continue }
                    if pixel < 0 || pixel >= length { crossesBorder = true }
                    indices.append(Border.doubled(pixel, count: length))
                    weights.append(Float(overlap / extent))
                }
                starts.append(indices.count)
            }
        }

        /// Weighted sums along one row.
        func mix(
            _ source: UnsafeBufferPointer<Float>, from start: Int,
            into target: UnsafeMutableBufferPointer<Float>, at place: Int
        ) {
            starts.withUnsafeBufferPointer { starts in
                indices.withUnsafeBufferPointer { indices in
                    weights.withUnsafeBufferPointer { weights in
                        for index in 0..<count {
                            var sum: Float = 0
                            for tap in starts[index]..<starts[index + 1] {
                                sum += weights[tap] * source[start + indices[tap]]
                            }
                            target[place + index] = sum
                        }
                    }
                }
            }
        }

        func nearest(_ index: Int, length: Int) -> Int? {
            let pixel = Int((first + Double(index) * step).rounded())
            return (0..<length).contains(pixel) ? pixel : nil
        }
    }
}
