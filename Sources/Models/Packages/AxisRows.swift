/// The runs of neighbours along the last axis of an array, and the group that each value is in.
struct AxisRows {
    private let shape: [Int]
    /// By how much the group grows from one place along each axis to the next.
    private let steps: [Int]
    /// How many groups there are.
    let groupCount: Int

    /// - Parameter kept: A group is a place along these axes.
    init(shape: [Int], keeping kept: [Bool]) {
        self.shape = shape
        var steps = [Int](repeating: 0, count: shape.count)
        var step = 1
        for axis in shape.indices.reversed() where kept[axis] {
            steps[axis] = step
            step *= shape[axis]
        }
        self.steps = steps
        groupCount = step
    }

    /// Calls `body` with each row: its range, the group of its first value, and the step from one
    /// value's group to the next one's.
    @inline(__always)
    func forEach(_ body: (_ range: Range<Int>, _ group: Int, _ step: Int) -> Void) {
        guard let width = shape.last, width > 0 else { return }
        let count = shape.reduce(1, *)
        var place = [Int](repeating: 0, count: shape.count)
        for start in stride(from: 0, to: count, by: width) {
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
}
