/// What a segmentation network learns from a mask: where objects are, and how deep inside.
package struct DistanceTargets: Sendable, Equatable {
    /// 1 on objects, 0 elsewhere.
    package let foreground: FloatImage
    /// Distance to the object's border over its largest in the object: 0...1, 0 on background.
    package let distance: FloatImage

    /// - Parameter labels: Labels of at least 0, not much larger than their number.
    package init(labels: LabelImage) {
        foreground = FloatImage(
            width: labels.width, height: labels.height,
            pixels: labels.labels.map { $0 != 0 ? 1 : 0 })
        distance = Self.normalised(DistanceTransform.toBorder(of: labels), by: labels)
    }

    /// Divides by the largest value of each object; an object that fills the image has 1.
    static func normalised(_ distances: FloatImage, by labels: LabelImage) -> FloatImage {
        var result = distances
        var largest = [Float](repeating: 0, count: Int(labels.largestLabel) + 1)
        labels.labels.withUnsafeBufferPointer { labels in
            result.pixels.withUnsafeMutableBufferPointer { pixels in
                largest.withUnsafeMutableBufferPointer { largest in
                    for index in labels.indices {
                        let label = Int(labels[index])
                        if pixels[index] > largest[label] { largest[label] = pixels[index] }
                    }
                    for index in labels.indices where labels[index] != 0 {
                        let most = largest[Int(labels[index])]
                        pixels[index] = most.isFinite ? pixels[index] / most : 1
                    }
                }
            }
        }
        return result
    }
}
