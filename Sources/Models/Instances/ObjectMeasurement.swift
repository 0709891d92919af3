/// Size, place, shape and brightness of one object.
package struct ObjectMeasurement: Sendable, Equatable {
    package let label: Int32
    /// Pixels.
    package let area: Int
    /// Middle, in pixels from the middle of the image's first one.
    package let centroidX: Double
    package let centroidY: Double
    /// First and last column and row.
    package let columns: ClosedRange<Int>
    package let rows: ClosedRange<Int>
    /// 0 where no image was given.
    package let meanIntensity: Double
    /// Of the ellipse with the object's second moments: 0 for a disc, near 1 for a line.
    package let eccentricity: Double
    /// Length in pixels of the line through the middles of the object's border pixels.
    package let perimeter: Double

    /// Measures every object, in the order of labels.
    ///
    /// - Parameters:
    ///   - labels: Labels of at least 0, not much larger than their number.
    ///   - intensity: An image of the same size.
    /// - Source: definitions as in scikit-image's `regionprops`; perimeter after K. Benkrid,
    ///   D. Crookes & A. Benkrid, Design and FPGA implementation of a perimeter estimator (2000).
    package static func all(in labels: LabelImage, intensity: FloatImage? = nil)
        -> [ObjectMeasurement]
    {
        precondition(
            intensity.map { $0.width == labels.width && $0.height == labels.height } ?? true,
            "labels and image have one size")
        var sums = [Sums](repeating: Sums(), count: Int(labels.largestLabel) + 1)
        let perimeters = ObjectPerimeter.all(in: labels, count: sums.count)
        for y in 0..<labels.height {
            for x in 0..<labels.width {
                let place = y * labels.width + x
                let label = Int(labels.labels[place])
                guard label != 0 else { continue }
                sums[label].add(x: x, y: y, intensity: intensity?.pixels[place] ?? 0)
            }
        }
        return sums.indices.compactMap { label in
            sums[label].measurement(label: Int32(label), perimeter: perimeters[label])
        }
    }

    /// What is added up over an object's pixels.
    private struct Sums {
        var count = 0
        var x = 0
        var y = 0
        var xx = 0
        var yy = 0
        var xy = 0
        var left = Int.max
        var right = Int.min
        var top = Int.max
        var bottom = Int.min
        var intensity = 0.0

        mutating func add(x column: Int, y row: Int, intensity value: Float) {
            count += 1
            x += column
            y += row
            xx += column * column
            yy += row * row
            xy += column * row
            left = min(left, column)
            right = max(right, column)
            top = min(top, row)
            bottom = max(bottom, row)
            intensity += Double(value)
        }

        func measurement(label: Int32, perimeter: Double) -> ObjectMeasurement? {
            guard count > 0 else { return nil }
            let total = Double(count)
            let meanX = Double(x) / total
            let meanY = Double(y) / total
            let varianceX = Double(xx) / total - meanX * meanX
            let varianceY = Double(yy) / total - meanY * meanY
            let covariance = Double(xy) / total - meanX * meanY
            let middle = (varianceX + varianceY) / 2
            let difference = (varianceX - varianceY) / 2
            let half = (difference * difference + covariance * covariance).squareRoot()
            let long = middle + half
            let short = max(middle - half, 0)
            return ObjectMeasurement(
                label: label, area: count, centroidX: meanX, centroidY: meanY,
                columns: left...right, rows: top...bottom, meanIntensity: intensity / total,
                eccentricity: long > 0 ? (1 - short / long).squareRoot() : 0,
                perimeter: perimeter)
        }
    }
}
