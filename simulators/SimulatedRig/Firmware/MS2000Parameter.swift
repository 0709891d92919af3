/// A number per axis that the MS-2000 lets a driver set and read.
enum MS2000Parameter: String, CaseIterable, Sendable {
    case speed = "S"
    case ramp = "AC"
    case backlash = "B"
    case driftError = "E"
    case finishError = "PC"
    case overshoot = "OS"
    case wait = "WT"
    case maintain = "MA"

    private var place: WritableKeyPath<StageAxis.Parameters, Double> {
        switch self {
        case .speed: \.speedMillimetersPerSecond
        case .ramp: \.rampMilliseconds
        case .backlash: \.backlashMillimeters
        case .driftError: \.driftErrorMillimeters
        case .finishError: \.finishErrorMillimeters
        case .overshoot: \.overshootMillimeters
        case .wait: \.waitMilliseconds
        case .maintain: \.maintain
        }
    }

    /// What the firmware takes; outside it answers that the number is out of range.
    private var range: ClosedRange<Double> {
        switch self {
        case .speed: 0.0001...1_000_000
        case .ramp: 5...10_000
        case .backlash: -1...1
        case .driftError, .finishError: 0.000_001...1
        case .overshoot: 0...1
        case .wait: 0...30_000
        case .maintain: 0...3
        }
    }

    private var places: Int {
        switch self {
        case .ramp, .wait, .maintain: 0
        default: 6
        }
    }

    /// The older commands print `:X=50 A` where the newer print `:A X=50`.
    var printsAcknowledgeLast: Bool {
        switch self {
        case .ramp, .backlash, .driftError, .wait: true
        default: false
        }
    }

    func text(of axis: StageAxis) -> String { fixed(axis.parameters[keyPath: place], places) }

    func set(_ value: Double, on axis: inout StageAxis) throws(MS2000Command.Failure) {
        guard range.contains(value) else { throw .outOfRange }
        // A speed above what the motor can do is taken and clamped, without a word.
        let fastest = axis.mechanics.fastestMillimetersPerSecond
        let taken = self == .speed ? min(value, fastest) : value
        axis.parameters[keyPath: place] = places == 0 ? taken.rounded() : taken
    }
}
