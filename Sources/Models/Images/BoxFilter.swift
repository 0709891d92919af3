/// Means over squares, the image mirrored beyond its border.
///
/// - Source: same border as SciPy's `uniform_filter`.
package struct BoxFilter: Sendable {
    private let filter: SymmetricFilter

    /// - Parameter reach: Half the square's side: it is `2 · reach + 1` pixels wide.
    package init(reach: Int) {
        precondition(reach >= 0, "a square has a side")
        let weight = 1 / Float(2 * reach + 1)
        filter = SymmetricFilter(weights: [Float](repeating: weight, count: reach + 1))
    }

    package func apply(to image: FloatImage) -> FloatImage { filter.apply(to: image) }
}
