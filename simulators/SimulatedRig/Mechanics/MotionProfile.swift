/// Where a motor is at any time: a chain of stretches of constant acceleration.
///
/// Pure arithmetic in seconds and micrometres. Also knows the play of the drive, which depends on
/// the way that the motor took. Remembers the recent past, so that an exposure can ask where the
/// stage was while it lasted.
struct MotionProfile: Sendable {
    /// One stretch; its velocity never changes sign.
    struct Stretch: Sendable {
        var start: Double
        var duration: Double
        var position: Double
        var velocity: Double
        var acceleration: Double
        /// The play at its start, see ``MotionProfile/gap(at:)``.
        var gap = 0.0

        func position(after time: Double) -> Double {
            position + velocity * time + acceleration * time * time / 2
        }

        var end: Double { start + duration }
        var endPosition: Double { position(after: duration) }
    }

    /// More than any three moves need.
    private static let historyCount = 32

    private var stretches: [Stretch] = []
    private let play: Double
    private let firstPosition: Double

    init(restingAt position: Double, play: Double) {
        firstPosition = position
        self.play = play
    }

    /// Where the motor rests after the last stretch.
    var restPosition: Double { stretches.last?.endPosition ?? firstPosition }

    /// When the motor stands still; long ago if it has not moved.
    var end: Double { stretches.last?.end ?? -.infinity }

    /// The way of the last stretch, up or down; 0 if there was none.
    var lastDirection: Double {
        guard let last = stretches.last else { return 0 }
        return last.endPosition >= last.position ? 1 : -1
    }

    func isMoving(at time: Double) -> Bool { time < end }

    /// Motor position in micrometres.
    func position(at time: Double) -> Double {
        guard let stretch = stretch(at: time) else {
            return stretches.first?.position ?? firstPosition
        }
        return stretch.position(after: min(time - stretch.start, stretch.duration))
    }

    func velocity(at time: Double) -> Double {
        guard let stretch = stretch(at: time), time < stretch.end else { return 0 }
        return stretch.velocity + stretch.acceleration * (time - stretch.start)
    }

    /// By how much the stage stands off the motor: 0 after an approach upwards, the whole play after
    /// one downwards.
    func gap(at time: Double) -> Double {
        guard let stretch = stretch(at: time) else { return 0 }
        let after = min(time - stretch.start, stretch.duration)
        let way = stretch.position(after: after) - stretch.position
        return min(play, max(0, stretch.gap - way))
    }

    /// Stops from whatever it does, at `acceleration`.
    mutating func halt(at time: Double, acceleration: Double) {
        let start = position(at: time)
        let speed = velocity(at: time)
        cut(at: time)
        guard speed != 0 else { return }
        append(
            Stretch(
                start: time, duration: abs(speed) / acceleration, position: start, velocity: speed,
                acceleration: speed > 0 ? -acceleration : acceleration))
    }

    /// Continues, after what is under way, with a move from rest to rest.
    mutating func move(to target: Double, from time: Double, speed: Double, acceleration: Double) {
        let begin = max(time, end)
        let origin = restPosition
        let distance = abs(target - origin)
        guard distance > 0 else { return }
        let sign: Double = target > origin ? 1 : -1
        let peak = min(speed, (distance * acceleration).squareRoot())
        let ramp = peak / acceleration
        let cruise = max(0, distance / peak - ramp)
        let speedUp = Stretch(
            start: begin, duration: ramp, position: origin, velocity: 0,
            acceleration: sign * acceleration)
        let steady = Stretch(
            start: speedUp.end, duration: cruise, position: speedUp.endPosition,
            velocity: sign * peak, acceleration: 0)
        // The place is reckoned back from the target, so that rounding does not add up over moves.
        let slowDown = Stretch(
            start: steady.end, duration: ramp, position: target - sign * peak * ramp / 2,
            velocity: sign * peak, acceleration: -sign * acceleration)
        for stretch in [speedUp, steady, slowDown] where stretch.duration > 0 { append(stretch) }
    }

    private mutating func append(_ stretch: Stretch) {
        var stretch = stretch
        stretch.gap = gap(at: .infinity)
        stretches.append(stretch)
        if stretches.count > Self.historyCount { stretches.removeFirst() }
    }

    /// Forgets what was to come after `time`.
    private mutating func cut(at time: Double) {
        while let last = stretches.last, last.start >= time, stretches.count > 1 {
            stretches.removeLast()
        }
        guard let last = stretches.last, time < last.end else { return }
        stretches[stretches.count - 1].duration = max(0, time - last.start)
    }

    private func stretch(at time: Double) -> Stretch? { stretches.last { $0.start <= time } }
}
