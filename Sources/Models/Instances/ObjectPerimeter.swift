/// Lengths of objects' borders.
enum ObjectPerimeter {
    /// The perimeter of each label below `count`, in pixels.
    ///
    /// A border pixel has another label, or the image's end, at one of its four sides. How many
    /// other border pixels it touches straight and at corners says how the line runs through it.
    static func all(in labels: LabelImage, count: Int) -> [Double] {
        let width = labels.width
        let isBorder = borders(of: labels)
        var perimeters = [Double](repeating: 0, count: count)
        for y in 0..<labels.height {
            for x in 0..<width where isBorder[y * width + x] {
                let label = labels.labels[y * width + x]
                var straight = 0
                var diagonal = 0
                for row in max(0, y - 1)...min(labels.height - 1, y + 1) {
                    for column in max(0, x - 1)...min(width - 1, x + 1) {
                        let place = row * width + column
                        guard isBorder[place], labels.labels[place] == label else { continue }
                        if row == y, column == x { continue }
                        if row == y || column == x { straight += 1 } else { diagonal += 1 }
                    }
                }
                perimeters[Int(label)] += weight(straight: straight, diagonal: diagonal)
            }
        }
        return perimeters
    }

    private static func weight(straight: Int, diagonal: Int) -> Double {
        let diagonalStep = 2.0.squareRoot()
        return switch (straight, diagonal) {
        case (2...3, 0), (2...3, 1), (2...3, 2): 1
        case (0, 2), (1, 3): diagonalStep
        case (1, 1), (1, 2): (1 + diagonalStep) / 2
        default: 0
        }
    }

    private static func borders(of labels: LabelImage) -> [Bool] {
        let width = labels.width
        let height = labels.height
        var isBorder = [Bool](repeating: false, count: labels.labels.count)
        labels.labels.withUnsafeBufferPointer { labels in
            isBorder.withUnsafeMutableBufferPointer { isBorder in
                for y in 0..<height {
                    for x in 0..<width {
                        let place = y * width + x
                        let label = labels[place]
                        guard label != 0 else { continue }
                        isBorder[place] =
                            x == 0 || y == 0 || x == width - 1 || y == height - 1
                            || labels[place - 1] != label || labels[place + 1] != label
                            || labels[place - width] != label || labels[place + width] != label
                    }
                }
            }
        }
        return isBorder
    }
}
