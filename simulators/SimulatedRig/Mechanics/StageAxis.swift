import Glibc

/// One axis of the stage: motor, controller settings, mechanics and encoder.
///
/// Times in seconds of rig time, places in micrometres of the mechanics' own coordinates.
struct StageAxis: Sendable {
    /// What the controller's commands can set; limits in micrometres of the mechanics.
    struct Parameters: Sendable {
        var speedMillimetersPerSecond: Double
        var rampMilliseconds: Double
        /// Overshoot of the controller's cure for play, in millimetres.
        var backlashMillimeters = 0.04
        var waitMilliseconds = 0.0
        var driftErrorMillimeters = 0.0004
        var finishErrorMillimeters = 0.000024
        var overshootMillimeters = 0.0
        var maintain = 0.0
        var lowestMicrometers: Double
        var highestMicrometers: Double
    }

    /// A move as it was asked and as it will be.
    struct Move: Sendable {
        var from: Double
        var to: Double
        var asked: Double
        var start: Double
        var end: Double
        var isClipped: Bool { asked != to }
    }

    /// Decay time and frequency of the ring-down, typical of a screw-driven microscope stage.
    private static let ringDecay = 0.012
    private static let ringHertz = 45.0

    let mechanics: MechanicsSettings.Axis
    var parameters: Parameters
    /// Where the last command wants the axis.
    private(set) var target: Double
    private var profile: MotionProfile
    private var ring = 0.0

    init(_ mechanics: MechanicsSettings.Axis) {
        self.mechanics = mechanics
        parameters = Parameters(
            speedMillimetersPerSecond: mechanics.speedMillimetersPerSecond,
            rampMilliseconds: mechanics.rampMilliseconds,
            lowestMicrometers: mechanics.lowestMicrometers,
            highestMicrometers: mechanics.highestMicrometers)
        target = min(max(0, mechanics.lowestMicrometers), mechanics.highestMicrometers)
        profile = MotionProfile(restingAt: target, play: mechanics.playMicrometers)
    }

    private var speed: Double { parameters.speedMillimetersPerSecond * 1000 }
    private var acceleration: Double { speed / (parameters.rampMilliseconds / 1000) }

    /// Starts a move towards `asked`; stops first if it is under way to elsewhere.
    mutating func move(to asked: Double, at time: Double) -> Move {
        let place = clipped(asked)
        let origin = motorPosition(at: time)
        profile.halt(at: time, acceleration: acceleration)
        target = place
        let overshoot = parameters.backlashMillimeters * 1000
        let arrivesFromAbove = (place - profile.restPosition) * overshoot < 0
        if overshoot != 0 && arrivesFromAbove {
            let turn = min(
                max(place - overshoot, mechanics.lowestMicrometers), mechanics.highestMicrometers)
            profile.move(to: turn, from: time, speed: speed, acceleration: acceleration)
        }
        profile.move(to: place, from: time, speed: speed, acceleration: acceleration)
        let distance = abs(place - origin)
        ring = mechanics.ringMicrometers * min(1, distance / 20) * -profile.lastDirection
        return Move(from: origin, to: place, asked: asked, start: time, end: max(time, profile.end))
    }

    /// Stops; says whether there was a motion to stop.
    mutating func halt(at time: Double) -> Bool {
        guard profile.isMoving(at: time) else { return false }
        profile.halt(at: time, acceleration: acceleration)
        target = profile.restPosition
        return true
    }

    /// What the controller calls busy: the motion and the wait after it, but not the ring-down.
    func isBusy(at time: Double) -> Bool { time < profile.end + parameters.waitMilliseconds / 1000 }

    func isMoving(at time: Double) -> Bool { profile.isMoving(at: time) }

    func isSpeedingUp(at time: Double) -> Bool {
        abs(profile.velocity(at: time + 1e-4)) > abs(profile.velocity(at: time))
    }

    /// Whether the sample has not come to rest.
    func isUnquiet(at time: Double) -> Bool { time < profile.end + 6 * Self.ringDecay }

    func motorPosition(at time: Double) -> Double { profile.position(at: time) }

    /// What the controller reads from its encoder.
    func encoderPosition(at time: Double) -> Double {
        let step = mechanics.encoderMicrometers
        let position = profile.position(at: time)
        return step > 0 ? (position / step).rounded() * step : position
    }

    /// Where the sample really is: the motor, the play and the ring-down.
    func samplePosition(at time: Double) -> Double {
        var position = profile.position(at: time) + profile.gap(at: time)
        let since = time - profile.end
        if since >= 0 && since < 20 * Self.ringDecay {
            position += ring * exp(-since / Self.ringDecay) * sin(2 * .pi * Self.ringHertz * since)
        }
        return position
    }

    private func clipped(_ place: Double) -> Double {
        let low = max(mechanics.lowestMicrometers, parameters.lowestMicrometers)
        let high = max(low, min(mechanics.highestMicrometers, parameters.highestMicrometers))
        return min(max(place, low), high)
    }
}
