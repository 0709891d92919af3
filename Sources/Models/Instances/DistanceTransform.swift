/// How far each pixel of an object is from the nearest pixel outside it.
///
/// Exact Euclidean distances between the middles of pixels. What lies beyond the image's border is
/// unknown and does not count as outside.
///
/// - Source: P. Felzenszwalb & D. Huttenlocher, Theory of Computing 8 (2012) 415–428, with the
///   lower envelope confined to each object's run in a column: the pixel at the run's end already
///   has distance 0, so nothing beyond it can be nearer.
package enum DistanceTransform {
    /// Distance in pixels to the nearest pixel with another label; 0 on background, infinite where
    /// there is no other label.
    package static func toBorder(of image: LabelImage) -> FloatImage {
        var result = FloatImage(width: image.width, height: image.height)
        guard !image.labels.isEmpty else { return result }
        image.labels.withUnsafeBufferPointer { labels in
            result.pixels.withUnsafeMutableBufferPointer { values in
                for row in 0..<image.height {
                    squareRow(labels, values, start: row * image.width, count: image.width)
                }
                let count = image.height + 2
                withUnsafeTemporaryAllocation(of: Parabola.self, capacity: count) { parabolas in
                    for column in 0..<image.width {
                        finishColumn(
                            labels, values, column: column, width: image.width,
                            height: image.height, parabolas)
                    }
                }
                for index in values.indices { values[index] = values[index].squareRoot() }
            }
        }
        return result
    }

    /// Squared distance along the row to the nearest other label.
    private static func squareRow(
        _ labels: UnsafeBufferPointer<Int32>, _ values: UnsafeMutableBufferPointer<Float>,
        start: Int, count: Int
    ) {
        var first = 0
        while first < count {
            let label = labels[start + first]
            var end = first + 1
            while end < count, labels[start + end] == label { end += 1 }
            if label != 0 {
                for x in first..<end {
                    let left = first > 0 ? Float(x - first + 1) : .infinity
                    let right = end < count ? Float(end - x) : .infinity
                    let nearest = left < right ? left : right
                    values[start + x] = nearest * nearest
                }
            }
            first = end
        }
    }

    /// A parabola of the lower envelope.
    private struct Parabola {
        /// The row of its lowest point, and its value there.
        var row: Float
        var value: Float
        /// From where on it is the lowest.
        var start: Float
    }

    /// Runs of one label down a column, each finished on its own.
    private static func finishColumn(
        _ labels: UnsafeBufferPointer<Int32>, _ values: UnsafeMutableBufferPointer<Float>,
        column: Int, width: Int, height: Int, _ parabolas: UnsafeMutableBufferPointer<Parabola>
    ) {
        var first = 0
        while first < height {
            let label = labels[first * width + column]
            var end = first + 1
            while end < height, labels[end * width + column] == label { end += 1 }
            if label != 0 {
                lowerEnvelope(
                    values, column: column, width: width, rows: first..<end,
                    isOpenAbove: first > 0, isOpenBelow: end < height, parabolas)
            }
            first = end
        }
    }

    private static func lowerEnvelope(
        _ values: UnsafeMutableBufferPointer<Float>, column: Int, width: Int, rows: Range<Int>,
        isOpenAbove: Bool, isOpenBelow: Bool, _ parabolas: UnsafeMutableBufferPointer<Parabola>
    ) {
        var count = 0
        func add(_ row: Float, _ value: Float) {
            guard value.isFinite else { return }
            var start = -Float.infinity
            while count > 0 {
                let last = parabolas[count - 1]
                start =
                    ((value + row * row) - (last.value + last.row * last.row))
                    / (2 * (row - last.row))
                if start > last.start { break }
                count -= 1
                start = -.infinity
            }
            parabolas[count] = Parabola(row: row, value: value, start: start)
            count += 1
        }
        if isOpenAbove { add(Float(rows.lowerBound - 1), 0) }
        for row in rows { add(Float(row), values[row * width + column]) }
        if isOpenBelow { add(Float(rows.upperBound), 0) }
        guard count > 0 else { return }
        var current = 0
        for row in rows {
            let place = Float(row)
            while current + 1 < count, parabolas[current + 1].start <= place { current += 1 }
            let difference = place - parabolas[current].row
            values[row * width + column] = difference * difference + parabolas[current].value
        }
    }
}
