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

    /// The objects of at least `pixelCount` pixels, labelled 1, 2, 3….
    package func removingObjects(smallerThan pixelCount: Int) -> LabelImage {
        keeping { $1 >= pixelCount }
    }

    /// The objects that `isKept` names, labelled 1, 2, 3… in the order of the old labels.
    package func keeping(_ isKept: (_ label: Int, _ pixelCount: Int) -> Bool) -> LabelImage {
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
