/// The eight ways to lay a square on itself: quarter turns, each with or without a mirror.
package enum Orientation: Int, Sendable, CaseIterable {
    case upright
    case mirrored
    case turnedOver
    case turnedOverMirrored
    case transposed
    case turnedLeft
    case turnedRight
    case transverse

    /// Whether rows become columns.
    package var swapsAxes: Bool { rawValue >= 4 }

    /// What undoes it.
    package var inverse: Orientation {
        switch self {
        case .turnedLeft: .turnedRight
        case .turnedRight: .turnedLeft
        default: self
        }
    }

    /// Where the new image's first pixel lies in the old one, and the steps to the next to the
    /// right and to the next below.
    func walk(width: Int, height: Int) -> (origin: Int, across: Int, down: Int) {
        let right = max(width - 1, 0)
        let bottom = max(height - 1, 0) * width
        return switch self {
        case .upright: (0, 1, width)
        case .mirrored: (right, -1, width)
        case .turnedOver: (bottom + right, -1, -width)
        case .turnedOverMirrored: (bottom, 1, -width)
        case .transposed: (0, width, 1)
        case .turnedLeft: (right, width, -1)
        case .turnedRight: (bottom, -width, 1)
        case .transverse: (bottom + right, -width, -1)
        }
    }
}
