/// One thing that must hold of what is left of a frame after its restored mean is taken away.
package enum NoiseTest: Int, Sendable, CaseIterable, Codable {
    /// It is zero on average.
    case mean
    /// It is as strong as the noise that the camera must have.
    case power
    /// Neighbours along a row are independent.
    case acrossNeighbours
    /// Neighbours along a column are independent.
    case downNeighbours
    /// It is not stronger or of one sign where the restored image has edges.
    case edges
    /// Means of 4×4 pixels are as weak as those of independent pixels.
    case smallStructures
    /// The same of 8×8 pixels.
    case largeStructures

    /// What a failed test means, in words.
    package var finding: String {
        switch self {
        case .mean: "the restored brightness is off"
        case .power: "the noise taken away is not what the camera makes"
        case .acrossNeighbours: "what was taken away is smooth along rows"
        case .downNeighbours: "what was taken away is smooth along columns"
        case .edges: "what was taken away follows the edges"
        case .smallStructures, .largeStructures: "structure was removed or invented"
        }
    }
}
