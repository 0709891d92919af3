/// What a frame looks like from afar: 16×16 values without slow changes of light.
struct Thumbnail {
    /// Values along a side.
    static let count = 16
    /// How far two thumbnails are shifted against each other, in halves of a value.
    static let reach = 4
    /// Means of 2×2 cells of a 32×32 grid at every place: 16×16 thumbnails at half steps.
    private static let side = 2 * count - 1
    private let values: [Double]

    /// - Returns: `nil` where the image is too small or constant.
    init?(_ image: FloatImage) {
        let fine = 2 * Self.count
        guard image.width >= fine, image.height >= fine else { return nil }
        var grid = Self.means(image, side: fine)
        guard grid.allSatisfy(\.isFinite) else { return nil }
        let scale = grid.map(abs).max() ?? 0
        Self.removeTrend(&grid, side: fine)
        guard grid.contains(where: { abs($0) > 1e-6 * scale }) else { return nil }
        var values = [Double](repeating: 0, count: Self.side * Self.side)
        for y in 0..<Self.side {
            for x in 0..<Self.side {
                let place = y * fine + x
                values[y * Self.side + x] =
                    (grid[place] + grid[place + 1] + grid[place + fine] + grid[place + fine + 1])
                    / 4
            }
        }
        self.values = values
    }

    /// The largest normalised cross-correlation over all shifts of up to 2 values, -1 to 1.
    func similarity(to other: Thumbnail) -> Double {
        var best = -1.0
        for down in -Self.reach...Self.reach {
            for across in -Self.reach...Self.reach {
                best = max(best, correlation(with: other, across: across, down: down))
            }
        }
        return best
    }

    private func correlation(with other: Thumbnail, across: Int, down: Int) -> Double {
        var sums = SIMD8<Double>.zero
        var y = max(0, -down) + (max(0, -down) & 1)
        while y < Self.side, y + down < Self.side {
            var x = max(0, -across) + (max(0, -across) & 1)
            while x < Self.side, x + across < Self.side {
                let a = values[y * Self.side + x]
                let b = other.values[(y + down) * Self.side + x + across]
                sums += SIMD8(1, a, b, a * a, b * b, a * b, 0, 0)
                x += 2
            }
            y += 2
        }
        let varianceA = sums[3] - sums[1] * sums[1] / sums[0]
        let varianceB = sums[4] - sums[2] * sums[2] / sums[0]
        guard varianceA > 0, varianceB > 0 else { return 0 }
        return (sums[5] - sums[1] * sums[2] / sums[0]) / (varianceA * varianceB).squareRoot()
    }

    private static func means(_ image: FloatImage, side: Int) -> [Double] {
        var grid = [Double](repeating: 0, count: side * side)
        for row in 0..<side {
            let rows = row * image.height / side..<(row + 1) * image.height / side
            for column in 0..<side {
                let columns = column * image.width / side..<(column + 1) * image.width / side
                var sum = 0.0
                for y in rows { for x in columns { sum += Double(image[x, y]) } }
                grid[row * side + column] = sum / Double(rows.count * columns.count)
            }
        }
        return grid
    }

    /// Takes away the least-squares surface of second order: uneven light, alike in all fields.
    private static func removeTrend(_ grid: inout [Double], side: Int) {
        // Legendre polynomials up to the second are made orthogonal on the grid one after another.
        let axis = (0..<side).map { (2 * Double($0) + 1) / Double(side) - 1 }
        let mean = axis.reduce(0) { $0 + $1 * $1 } / Double(side)
        let powers: [[Double]] = [
            axis.map { _ in 1 }, axis, axis.map { $0 * $0 - mean },
        ]
        for (i, j) in [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)] {
            var along = 0.0
            var norm = 0.0
            for y in 0..<side {
                for x in 0..<side {
                    let value = powers[i][x] * powers[j][y]
                    along += value * grid[y * side + x]
                    norm += value * value
                }
            }
            for y in 0..<side {
                for x in 0..<side {
                    grid[y * side + x] -= along / norm * powers[i][x] * powers[j][y]
                }
            }
        }
    }
}
