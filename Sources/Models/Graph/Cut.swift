/// A part of an axis, as Python and ONNX count: negative places count from the end, and places
/// outside stand for the nearest inside.
package struct Cut: Sendable, Hashable {
    package enum End: Sendable, Hashable {
        case place(Int)
        /// As long as the same axis of the layer's second input.
        case asOther
    }

    package var start: Int
    package var end: End
    /// Not 0; a negative step goes backwards.
    package var step: Int

    /// The whole axis.
    package static let all = Cut(start: 0, end: .place(.max), step: 1)

    /// The places of an axis of `size`, in order.
    ///
    /// - Parameter other: The length of the same axis of the second input.
    func places(_ size: Int, other: Int?) -> [Int] {
        let wanted: Int
        switch end {
        case .place(let place): wanted = place
        case .asOther: wanted = other ?? size
        }
        func inside(_ place: Int, lowest: Int) -> Int {
            let counted = place < 0 ? max(place, -size - 1) + size : place
            return min(max(counted, lowest), step > 0 ? size : size - 1)
        }
        let first = inside(start, lowest: 0)
        let last = inside(wanted, lowest: step > 0 ? 0 : -1)
        return Array(stride(from: first, to: last, by: step))
    }
}
