internal import Glibc

/// How large the steps of a training are, from its first to its last.
package enum LearningRate: Sendable, Hashable {
    case constant(Float)
    /// Grows over the first steps, then falls along a cosine to its last value.
    case cosine(highest: Float, lowest: Float, warmUp: Int)

    package func at(step: Int, of count: Int) -> Float {
        switch self {
        case .constant(let rate): return rate
        case .cosine(let highest, let lowest, let warmUp):
            if step < warmUp { return highest * Float(step + 1) / Float(warmUp) }
            let share = Float(step - warmUp) / Float(max(count - warmUp - 1, 1))
            return lowest + (highest - lowest) * (1 + cosf(.pi * min(share, 1))) / 2
        }
    }
}
