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

    /// Calls `body` with each run of neighbours along the last axis: its range, and the group of
    /// its first value and the step from there; a group is a place along the axes in `kept`.
    func forEachRow(
        keeping kept: [Bool], _ body: (_ range: Range<Int>, _ group: Int, _ step: Int) -> Void
    ) {
        guard let width = shape.last, !values.isEmpty else { return }
        let steps = groupSteps(keeping: kept)
        var place = [Int](repeating: 0, count: shape.count)
        for start in stride(from: 0, to: values.count, by: width) {
            var group = 0
            for axis in shape.indices.dropLast() { group += place[axis] * steps[axis] }
            body(start..<start + width, group, steps[shape.count - 1])
            for axis in shape.indices.dropLast().reversed() {
                place[axis] += 1
                if place[axis] < shape[axis] { break }
                place[axis] = 0
            }
        }
    }

    func groupCount(keeping kept: [Bool]) -> Int {
        zip(shape, kept).reduce(1) { $1.1 ? $0 * $1.0 : $0 }
    }

    private func groupSteps(keeping kept: [Bool]) -> [Int] {
        var steps = [Int](repeating: 0, count: shape.count)
        var step = 1
        for axis in shape.indices.reversed() where kept[axis] {
            steps[axis] = step
            step *= shape[axis]
        }
        return steps
    }
}
