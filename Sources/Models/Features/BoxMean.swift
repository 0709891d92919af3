/// Means over squares that end at the image's border, in two passes of running sums.
struct BoxMean {
    private var pass: [Float] = []

    /// Replaces each value by the mean of the square of side `2 · reach + 1` round it.
    mutating func smooth(_ values: inout [Float], width: Int, height: Int, reach: Int) {
        precondition(values.count == width * height, "one value per place")
        if pass.count != values.count { pass = [Float](repeating: 0, count: values.count) }
        values.withUnsafeMutableBufferPointer { values in
            pass.withUnsafeMutableBufferPointer { pass in
                for row in 0..<height {
                    Self.smoothLine(
                        values, pass, start: row * width, step: 1, count: width, reach: reach)
                }
                for column in 0..<width {
                    Self.smoothLine(
                        pass, values, start: column, step: width, count: height, reach: reach)
                }
            }
        }
    }

    private static func smoothLine(
        _ source: UnsafeMutableBufferPointer<Float>, _ target: UnsafeMutableBufferPointer<Float>,
        start: Int, step: Int, count: Int, reach: Int
    ) {
        var sum: Float = 0
        var included = 0
        for index in 0..<min(reach, count) {
            sum += source[start + index * step]
            included += 1
        }
        for index in 0..<count {
            if index + reach < count {
                sum += source[start + (index + reach) * step]
                included += 1
            }
            if index - reach - 1 >= 0 {
                sum -= source[start + (index - reach - 1) * step]
                included -= 1
            }
            target[start + index * step] = sum / Float(included)
        }
    }
}
