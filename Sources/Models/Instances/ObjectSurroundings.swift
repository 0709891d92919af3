/// What lies round each object: the brightness that it would have if it were not there.
package enum ObjectSurroundings {
    /// The mean over the ring round each object, `nil` where other objects leave it none.
    ///
    /// - Parameters:
    ///   - labels: Labels of at least 0, not much larger than their number.
    ///   - intensity: An image of the same size.
    ///   - gap: Pixels next to an object that are left out, because they still have its light.
    ///   - reach: Pixels from the object to the ring's outer edge, more than `gap`; steps go to the
    ///     four neighbours, and a pixel belongs to the object that it is nearest to.
    /// - Returns: One for each label, from 0.
    package static func means(
        round labels: LabelImage, in intensity: FloatImage, gap: Int, reach: Int
    ) -> [Double?] {
        precondition(
            intensity.width == labels.width && intensity.height == labels.height && reach > gap,
            "labels and image have one size, and a ring has a width")
        var sums = [(sum: Double, count: Int)](
            repeating: (0, 0), count: Int(labels.largestLabel) + 1)
        let (width, height) = (labels.width, labels.height)
        var owners = labels.labels
        var front = owners.indices.filter { owners[$0] > 0 }
        for step in 1...reach {
            var next: [Int] = []
            for place in front {
                let (x, y) = (place % width, place / width)
                func spread(to neighbour: Int) {
                    guard owners[neighbour] == 0 else { return }
                    owners[neighbour] = owners[place]
                    next.append(neighbour)
                }
                if x > 0 { spread(to: place - 1) }
                if x < width - 1 { spread(to: place + 1) }
                if y > 0 { spread(to: place - width) }
                if y < height - 1 { spread(to: place + width) }
            }
            if step > gap {
                for place in next {
                    sums[Int(owners[place])].sum += Double(intensity.pixels[place])
                    sums[Int(owners[place])].count += 1
                }
            }
            front = next
        }
        return sums.map { $0.count > 0 ? $0.sum / Double($0.count) : nil }
    }
}
