/// Pixels added around an image; a negative number takes some away.
package struct Margin: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case constant(Float)
        /// Mirrored at the outermost pixel, which is not repeated.
        case reflection
        /// The outermost pixel again and again.
        case edge
        /// The pixels from the other side.
        case wrapped
    }

    package var before: Window.Pair
    package var after: Window.Pair
    package var content: Content

    /// Where each pixel of the larger row comes from; -1 where it is the constant.
    ///
    /// - Returns: Nil where the row is too short to be mirrored that far.
    static func places(
        _ size: Int, before: Int, after: Int, _ content: Content
    ) -> [Int]? {
        let count = size + before + after
        guard count > 0 else { return nil }
        switch content {
        case .reflection: guard before < size, after < size else { return nil }
        case .wrapped: guard before <= size, after <= size else { return nil }
        case .constant, .edge: break
        }
        return (0..<count).map { index in
            let place = index - before
            guard place < 0 || place >= size else { return place }
            switch content {
            case .constant: return -1
            case .edge: return min(max(place, 0), size - 1)
            case .wrapped: return (place + size) % size
            case .reflection: return place < 0 ? -place : 2 * (size - 1) - place
            }
        }
    }
}
