/// Numbers with named axes, row-major: what processing works on.
package struct AxisArray: Sendable, Equatable {
    /// By the axes' ids, such as `channel`, `y`, `x`.
    package let axes: [String]
    package let shape: [Int]
    package var values: [Float]

    package init(axes: [String], shape: [Int], values: [Float]) {
        precondition(axes.count == shape.count, "each axis has a size")
        precondition(shape.reduce(1, *) == values.count, "an array has as many values as its shape")
        self.axes = axes
        self.shape = shape
        self.values = values
    }

    /// Channels first, then rows, then columns: the shape of an image in this program.
    package init(channels: Int, height: Int, width: Int, values: [Float]) {
        self.init(
            axes: ["channel", "y", "x"], shape: [channels, height, width], values: values)
    }

    /// A channel of each image.
    ///
    /// - Parameter images: At least one; all of one size.
    init(_ images: [FloatImage]) {
        self.init(
            channels: images.count, height: images[0].height, width: images[0].width,
            values: images.count == 1 ? images[0].pixels : images.flatMap(\.pixels))
    }

    /// An image of each channel, where the axes are channel, y and x.
    var images: [FloatImage] {
        let area = shape[1] * shape[2]
        return (0..<shape[0]).map { channel in
            FloatImage(
                width: shape[2], height: shape[1],
                pixels: shape[0] == 1
                    ? values : Array(values[(channel * area)..<((channel + 1) * area)]))
        }
    }

    /// The rows of the array; a group is a place along the axes in `kept`.
    func rows(keeping kept: [Bool]) -> AxisRows { AxisRows(shape: shape, keeping: kept) }
}
