/// Where a cell is and when it next needs attention: the few words that every tick touches.
struct Motion: Sendable, Equatable {
    var x: Double
    var y: Double
    /// The cell's own wandering, µm/s, as a process with persistence.
    var velocityX = 0.0
    var velocityY = 0.0
    /// What its neighbours add, µm/s.
    var pushX = 0.0
    var pushY = 0.0
    /// 1 for a healthy spread cell, 0 for one that does not move.
    var vigour = 1.0
    /// The next tick that ends after this has something to decide.
    var attention = 0.0
    var random: SplitMix64
    /// Direction of the long axis, radians.
    var orientation: Double
    var kind: Int
    /// Light has left something to react to.
    var isStressed = false

    /// Where the cell is `seconds` after the present tick began.
    @inline(__always)
    func position(after seconds: Double) -> (x: Double, y: Double) {
        (x + (velocityX * vigour + pushX) * seconds, y + (velocityY * vigour + pushY) * seconds)
    }
}

/// The wandering of one kind of cell, worked out for one tick.
///
/// - Source: persistent random walk as an Ornstein-Uhlenbeck velocity (Fürth).
struct Wandering: Sendable, Equatable {
    let persistence: Double
    let kick: Double

    init(_ kind: CellKind, tick: Double) {
        let decay = 1 - tick / (60 * kind.persistenceMinutes)
        // The mean of a speed with two normal components is 1.2533 times the width of one.
        let width = kind.speedMicrometersPerMinute / 60 / 1.2533
        persistence = decay
        kick = width * (1 - decay * decay).squareRoot()
    }
}
