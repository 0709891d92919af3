/// What each group of an array's values is held against.
struct AxisStandard {
    /// A group is a place along these axes.
    let kept: [Bool]
    /// Subtracted, and divided by.
    let groups: [(center: Double, width: Double)]
}
