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

    /// Which ray of the old image becomes ray `index` of the new one, where ray k of `count` points
    /// along the angle 2πk / count, from x towards y.
    ///
    /// - Parameter count: A multiple of 4.
    func ray(_ index: Int, of count: Int) -> Int {
        precondition(count % 4 == 0, "a quarter turn brings rays onto rays")
        // In an image 4 pixels wide a step of 1 goes right and one of 4 goes down.
        let walk = walk(width: 4, height: 4)
        func quarters(_ step: Int) -> Int {
            switch step {
            case 1: 0
            case 4: 1
            case -1: 2
            default: 3
            }
        }
        let across = quarters(walk.across)
        let isMirrored = (quarters(walk.down) - across + 4) % 4 != 1
        let turned = across * count / 4 + (isMirrored ? -index : index)
        return (turned % count + count) % count
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
