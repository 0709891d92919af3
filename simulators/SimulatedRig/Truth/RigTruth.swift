/// Everything that really happened, as a test or an evaluation in the same process sees it.
package struct RigTruth: Sendable {
    package private(set) var births: [CellBirth] = []
    package private(set) var divisions: [CellDivision] = []
    package private(set) var phases: [(cell: Int, phase: CellPhase, time: Double)] = []
    package private(set) var flashes: [(cell: Int, seconds: ClosedRange<Double>)] = []
    package private(set) var damages: [(cell: Int, time: Double, what: DamageOutcome)] = []
    package private(set) var ends: [CellEnd] = []
    package private(set) var lights: [LightTruth] = []
    package private(set) var exposures: [ExposureTruth] = []
    package private(set) var motions: [MotionTruth] = []

    package init() {}

    /// Motions that were asked beyond a limit and clipped.
    package var stageLimits: [MotionTruth] { motions.filter(\.isClipped) }

    /// Seconds during which `line` shone on the sample.
    package func seconds(of line: String) -> Double {
        lights.reduce(0) { $0 + ($1.line == line ? $1.seconds : 0) }
    }

    /// J/cm² that `line` sent to the sample, wherever the stage was; all lines if `nil`.
    package func joulesPerSquareCentimeter(of line: String? = nil) -> Double {
        lights.reduce(0) {
            $0 + (line == nil || $1.line == line ? $1.joulesPerSquareCentimeter : 0)
        }
    }

    mutating func take(_ event: TruthEvent) {
        switch event {
        case .rig, .end: break
        case .light(let light): lights.append(light)
        case .exposure(let exposure): exposures.append(exposure)
        case .motion(let motion): motions.append(motion)
        case .specimen(.birth(let birth)): births.append(birth)
        case .specimen(.division(let division)): divisions.append(division)
        case .specimen(.phase(let cell, let phase, let time)): phases.append((cell, phase, time))
        case .specimen(.damage(let cell, let time, let what)): damages.append((cell, time, what))
        case .specimen(.flash(let cell, let from, let to)): flashes.append((cell, from...to))
        case .specimen(.end(let end)): ends.append(end)
        }
    }
}
