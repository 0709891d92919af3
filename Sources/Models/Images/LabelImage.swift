/// Which object each pixel belongs to: shape `[height, width]`, row-major; 0 is background.
package struct LabelImage: Sendable, Equatable {
    package let width: Int
    package let height: Int
    package var labels: [Int32]

    package init(width: Int, height: Int, labels: [Int32]) {
        precondition(labels.count == width * height, "an image has width × height pixels")
        self.width = width
        self.height = height
        self.labels = labels
    }

    package init(width: Int, height: Int) {
        self.init(
            width: width, height: height, labels: [Int32](repeating: 0, count: width * height))
    }

    package subscript(x: Int, y: Int) -> Int32 {
        get { labels[y * width + x] }
        set { labels[y * width + x] = newValue }
    }
}
