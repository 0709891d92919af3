import Models

/// One rounded cell followed from frame to frame at one position.
struct RoundedCellTrack: Sendable {
    enum Stage: Sendable, Equatable {
        /// Round enough to follow, not to spend light on.
        case watched
        /// Rounded up at this second; what matters is still to come.
        case rounded(since: Double)
        /// Light is being spent since this second.
        case dividing(since: Double)
        /// The body was first seen as two at this second; light goes on for the tail.
        case split(at: Double)
        /// The event ended at this second; its neighbourhood rests.
        case over(at: Double)
        /// Round for too long: dying or arrested.
        case abandoned
    }

    let number: Int
    /// In the field, from its first pixel.
    var xMicrometers: Double
    var yMicrometers: Double
    /// When it was first seen round.
    let firstSeen: Double
    var lastSeen: Double
    var score = 0.0
    var stage = Stage.watched
    /// Frames in a row at or above the start score.
    var strongFrames = 0
    /// Frames so far whose body looked like one.
    var singleFrames = 0
    /// Largest contrast in those frames.
    var bestContrast = 0.0
    /// Frames in a row whose body looked like two.
    var splitFrames = 0

    /// Whether the last frame showed one body, as bright as at its best.
    var isWhole = false

    var isSpending: Bool {
        switch stage {
        case .dividing, .split: true
        case .watched, .rounded, .over, .abandoned: false
        }
    }

    /// Whether `contrast` is that of this cell while it was round; daughters stay below.
    func isAsBright(_ contrast: Double) -> Bool { contrast >= 0.87 * bestContrast }

    var place: String {
        "(\(brief(xMicrometers.rounded())), \(brief(yMicrometers.rounded()))) µm"
    }

    func distance(x: Double, y: Double) -> Double {
        let dx = xMicrometers - x
        let dy = yMicrometers - y
        return (dx * dx + dy * dy).squareRoot()
    }
}
