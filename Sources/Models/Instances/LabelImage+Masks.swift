extension LabelImage {
    /// A mask: 1 where `image` is larger than `threshold`, 0 elsewhere and where it is NaN.
    package init(_ image: FloatImage, above threshold: Float) {
        self.init(
            width: image.width, height: image.height,
            labels: image.pixels.map { $0 > threshold ? 1 : 0 })
    }

    /// The largest label; 0 where there is no object.
    package var largestLabel: Int32 { labels.reduce(0) { $1 > $0 ? $1 : $0 } }

    /// How many pixels each label has, by label; the first is background.
    ///
    /// Labels are at least 0 and not much larger than their number.
    package var pixelCounts: [Int] {
        var counts = [Int](repeating: 0, count: Int(largestLabel) + 1)
        labels.withUnsafeBufferPointer { labels in
            counts.withUnsafeMutableBufferPointer { counts in
                // Background, which is most, is what is left.
                for label in labels where label != 0 { counts[Int(label)] += 1 }
            }
        }
        counts[0] = labels.count - counts.reduce(0, +)
        return counts
    }

    /// The same objects with the labels 1, 2, 3…, in the order of the old labels.
    package func relabelled() -> LabelImage {
        keeping { _, _ in true }
    }

    /// The objects of at least `pixelCount` pixels, labelled 1, 2, 3….
    package func removingObjects(smallerThan pixelCount: Int) -> LabelImage {
        keeping { $1 >= pixelCount }
    }

    /// The objects that do not touch the image's border, labelled 1, 2, 3….
    package func removingBorderObjects() -> LabelImage {
        var touches = [Bool](repeating: false, count: Int(largestLabel) + 1)
        for x in 0..<width where height > 0 {
            touches[Int(self[x, 0])] = true
            touches[Int(self[x, height - 1])] = true
        }
        for y in 0..<height where width > 0 {
            touches[Int(self[0, y])] = true
            touches[Int(self[width - 1, y])] = true
        }
        return keeping { label, _ in !touches[label] }
    }

    /// Gives background that one object encloses to that object.
    ///
    /// Background is enclosed where no path of steps to the side, up or down leads to the border.
    /// A hole between several objects stays a hole.
    package func fillingHoles() -> LabelImage {
        let inverse = LabelImage(
            width: width, height: height, labels: labels.map { $0 == 0 ? 1 : 0 })
        let holes = ConnectedComponents.label(inverse, neighbours: .four)
        var owner = [Int32](repeating: 0, count: Int(holes.largestLabel) + 1)
        for y in 0..<height {
            for x in 0..<width where holes[x, y] != 0 {
                let hole = Int(holes[x, y])
                guard x > 0, y > 0, x < width - 1, y < height - 1 else {
                    owner[hole] = -1
                    continue
                }
                for label in [self[x - 1, y], self[x + 1, y], self[x, y - 1], self[x, y + 1]]
                where label != 0 && owner[hole] != label {
                    owner[hole] = owner[hole] == 0 ? label : -1
                }
            }
        }
        var result = self
        for index in result.labels.indices where holes.labels[index] != 0 {
            result.labels[index] = max(0, owner[Int(holes.labels[index])])
        }
        return result
    }

    /// The objects that `isKept` names, labelled 1, 2, 3… in the order of the old labels.
    private func keeping(_ isKept: (_ label: Int, _ pixelCount: Int) -> Bool) -> LabelImage {
        let counts = pixelCounts
        var new = [Int32](repeating: 0, count: counts.count)
        var count: Int32 = 0
        for label in stride(from: 1, to: counts.count, by: 1)
        where counts[label] > 0 && isKept(label, counts[label]) {
            count += 1
            new[label] = count
        }
        return LabelImage(width: width, height: height, labels: labels.map { new[Int($0)] })
    }
}
