/// The middle of an outlined cell: the mean place of its pixels.
package struct OutlineCentre: Sendable, Equatable {
    package var x: Double
    package var y: Double
    package var pixelCount: Int

    /// By label, without the background.
    package static func all(in image: LabelImage) -> [Int32: OutlineCentre] {
        var sums: [Int32: (x: Int, y: Int, count: Int)] = [:]
        for y in 0..<image.height {
            var x = 0
            while x < image.width {
                let label = image[x, y]
                let start = x
                while x < image.width, image[x, y] == label { x += 1 }
                guard label > 0 else { continue }
                let count = x - start
                var sum = sums[label] ?? (0, 0, 0)
                // One of the two factors is always even.
                sum.x += (start + x - 1) * count / 2
                sum.y += y * count
                sum.count += count
                sums[label] = sum
            }
        }
        return sums.mapValues {
            OutlineCentre(
                x: Double($0.x) / Double($0.count), y: Double($0.y) / Double($0.count),
                pixelCount: $0.count)
        }
    }
}
