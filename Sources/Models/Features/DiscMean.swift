/// Means over discs that end at the image's border, by running sums of the rows.
struct DiscMean {
    /// Sum of a row up to a column, one longer than the row.
    private var sums: [Float] = []
    private(set) var values: [Float] = []
    private var halfWidths: [Int] = []

    /// Fills ``values`` with the mean of `image` over the disc of `radius` blocks round each place.
    mutating func fill(from image: CoarseImage, radius: Double) {
        let width = image.width
        let height = image.height
        if values.count != width * height {
            values = [Float](repeating: 0, count: width * height)
            sums = [Float](repeating: 0, count: (width + 1) * height)
        }
        let reach = Int(radius)
        if halfWidths.count != reach + 1 { halfWidths = [Int](repeating: 0, count: reach + 1) }
        for row in 0...reach {
            halfWidths[row] = Int((radius * radius - Double(row * row)).squareRoot())
        }
        sumRows(of: image)
        for row in 0..<height {
            // Away from the sides all discs of a row have one shape.
            let sides = min(reach, width)
            let middle = sides..<max(sides, width - reach)
            fillMiddle(row, middle, width: width, height: height, reach: reach)
            fill(0..<sides, of: row, width: width, height: height, reach: reach)
            fill(middle.upperBound..<width, of: row, width: width, height: height, reach: reach)
        }
    }

    private mutating func sumRows(of image: CoarseImage) {
        let width = image.width
        image.values.withUnsafeBufferPointer { values in
            sums.withUnsafeMutableBufferPointer { sums in
                for row in 0..<image.height {
                    var sum: Float = 0
                    let start = row * (width + 1)
                    for column in 0..<width {
                        sums[start + column] = sum
                        sum += values[row * width + column]
                    }
                    sums[start + width] = sum
                }
            }
        }
    }

    /// Line after line of the discs, for all columns at once.
    private mutating func fillMiddle(
        _ row: Int, _ columns: Range<Int>, width: Int, height: Int, reach: Int
    ) {
        guard !columns.isEmpty else { return }
        let lines = max(0, row - reach)...min(height - 1, row + reach)
        sums.withUnsafeBufferPointer { sums in
            values.withUnsafeMutableBufferPointer { values in
                let means = UnsafeMutableBufferPointer(
                    rebasing: values[(row * width + columns.lowerBound)...].prefix(columns.count))
                means.update(repeating: 0)
                var count = 0
                for line in lines {
                    let half = halfWidths[abs(line - row)]
                    let left = line * (width + 1) + columns.lowerBound - half
                    let length = 2 * half + 1
                    for column in means.indices {
                        means[column] += sums[left &+ column &+ length] - sums[left &+ column]
                    }
                    count += length
                }
                for column in means.indices { means[column] /= Float(count) }
            }
        }
    }

    private mutating func fill(
        _ columns: Range<Int>, of row: Int, width: Int, height: Int, reach: Int
    ) {
        let first = max(0, row - reach)
        let last = min(height - 1, row + reach)
        sums.withUnsafeBufferPointer { sums in
            values.withUnsafeMutableBufferPointer { values in
                halfWidths.withUnsafeBufferPointer { halfWidths in
                    for column in columns {
                        var sum: Float = 0
                        var count = 0
                        for line in first...last {
                            let half = halfWidths[abs(line - row)]
                            let left = max(0, column - half)
                            let right = min(width, column + half + 1)
                            let start = line &* (width &+ 1)
                            sum += sums[start &+ right] - sums[start &+ left]
                            count &+= right &- left
                        }
                        values[row * width + column] = sum / Float(count)
                    }
                }
            }
        }
    }
}
