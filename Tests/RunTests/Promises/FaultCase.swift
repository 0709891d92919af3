import SimulatedRig
import Testing

/// One fault at one moment of a run.
struct FaultCase: Sendable, CustomTestStringConvertible {
    let device: FaultDevice
    let kind: FaultKind
    let argument: String
    /// As in the fault's text; empty for the first occasion.
    let moment: String
    var isLampSwitchedBySoftware = false

    var text: String { "\(device.rawValue):\(kind.rawValue)\(argument)\(moment)" }
    var testDescription: String { text + (isLampSwitchedBySoftware ? " (software lamp)" : "") }

    /// For how long after an exposure's planned end a light that software switches may shine on,
    /// in seconds.
    var longestWait: Double {
        // The grace of 50 ms and the command itself; a camera that answers its trigger late, but
        // before that, may still expose; a stage's controller has a time-out of 3 s.
        device == .camera ? (kind == .late ? 0.4 : 0.1) : 3.5
    }

    /// Whether the lamp's controller no longer obeys, so that nothing can switch the lamp off.
    var leavesLampOn: Bool {
        device == .stage && isLampSwitchedBySoftware
            && [.silence, .unplug].contains(kind)
    }

    /// Whether the run must go on (true), must fail (false), or may do either (nil).
    var isHarmless: Bool? {
        switch kind {
        // Dropped where they come before the next request, else taken for a wrong answer.
        case .extraLine, .duplicate: nil
        case .late: argument == "=0.2" ? true : (moment == "@0" ? nil : false)
        // A device that is asked again at connecting may recover.
        case .garbage, .partial, .wrongEcho, .refusal, .flood: isSoft ? nil : false
        // Only a set can be ignored, and only what is read back can be read wrong.
        case .ignored: moment.contains("SET CH 2 1") || moment.contains("LED X=2") ? false : nil
        case .readback: moment.contains("GET CH 2") || moment.contains("LED X?") ? false : nil
        default: false
        }
    }

    /// Faults that pass by themselves, at a moment at which nobody may be listening.
    private var isSoft: Bool { moment == "@0" || moment.hasPrefix("@2") }

    /// While connecting, between time points, while moving, lighting and exposing.
    private static func moments(_ device: FaultDevice) -> [String] {
        switch device {
        case .stage:
            [
                "@0", "@25.5", "@27", "@req:M#2", "@req:/#3", "@req:W#4", "@req:LED X=2#2",
                "@req:LED X?#3",
            ]
        case .engine:
            [
                "@0", "@25.5", "@27", "@req:SET CHINT", "@req:GET CHINT", "@req:SET CH 2 1#2",
                "@req:GET CH 2#3", "@req:SET CH 2 0#2",
            ]
        case .camera:
            ["@0", "@25.5", "@27", "@req:configure#2", "@req:arm", "@req:trigger#2"]
        }
    }

    static let all: [FaultCase] = FaultDevice.allCases.flatMap { device in
        FaultKind.allCases.filter { $0.devices.contains(device) }.flatMap { kind in
            cases(device, kind)
        }
    }

    private static func cases(_ device: FaultDevice, _ kind: FaultKind) -> [FaultCase] {
        let ofFrames: [FaultKind] = [.skip, .repeat, .checksum, .drop, .shape, .stop]
        if ofFrames.contains(kind) {
            return ["@frame:1", "@frame:4", "@25.5"].map {
                FaultCase(device: device, kind: kind, argument: "", moment: $0)
            }
        }
        var arguments = [""]
        if kind == .late { arguments = ["=0.2", "=2"] }
        if kind == .flood { arguments = ["=100000"] }
        return arguments.flatMap { argument in
            moments(device).flatMap { moment in
                (device == .engine ? [false] : [false, true]).map {
                    FaultCase(
                        device: device, kind: kind, argument: argument, moment: moment,
                        isLampSwitchedBySoftware: $0)
                }
            }
        }
    }
}
