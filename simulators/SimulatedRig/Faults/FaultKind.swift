/// A way in which an instrument of the simulated rig can fail.
package enum FaultKind: String, CaseIterable, Sendable {
    // On any wire.
    case silence
    case mute
    case late
    case refusal
    case readback
    // On the serial wires.
    case garbage
    case partial
    case wrongEcho = "wrong-echo"
    case extraLine = "extra-line"
    case duplicate
    case ignored
    case busy
    case flood
    case unplug
    // On the camera.
    case skip
    case `repeat`
    case checksum
    case drop
    case shape
    case stop

    /// What happens, in a few words.
    package var summary: String {
        switch self {
        case .silence: "hangs: carries out nothing and answers nothing"
        case .mute: "carries out requests but does not answer"
        case .late: "answers late; =SECONDS more, 2 if not given"
        case .refusal: "refuses with an error"
        case .readback: "answers with numbers that are not so"
        case .garbage: "answers with random bytes"
        case .partial: "answers with the first half of the reply"
        case .wrongEcho: "answers as if to another request"
        case .extraLine: "sends a line that nobody asked for"
        case .duplicate: "answers twice"
        case .ignored: "says yes and does nothing"
        case .busy: "says that it is busy for ever"
        case .flood: "sends random bytes without end of line; =COUNT, 100000 if not given"
        case .unplug: "is unplugged; with +SECONDS plugged in again, =NAME under that name"
        case .skip: "leaves out a frame number"
        case .repeat: "sends a frame twice"
        case .checksum: "sends a frame with a wrong checksum"
        case .drop: "loses a frame and counts it as dropped"
        case .shape: "sends a frame narrower than configured"
        case .stop: "takes triggers but sends no more frames"
        }
    }

    /// Whether it lasts from its moment on, rather than happening once.
    package var isCondition: Bool {
        switch self {
        case .silence, .mute, .busy, .unplug, .stop: true
        default: false
        }
    }

    /// Whether it befalls frames rather than requests.
    var isOfFrames: Bool {
        switch self {
        case .skip, .repeat, .checksum, .drop, .shape, .stop: true
        default: false
        }
    }

    /// Whether it comes by itself at its time, without a request.
    var isUnprompted: Bool { self == .extraLine || self == .flood }

    package var devices: [FaultDevice] {
        switch self {
        case .silence, .mute, .late, .refusal, .readback: [.stage, .engine, .camera]
        case .skip, .repeat, .checksum, .drop, .shape, .stop: [.camera]
        default: [.stage, .engine]
        }
    }
}

/// What a fault befalls.
package enum FaultDevice: String, CaseIterable, Sendable {
    case stage, engine, camera
}

extension RigPort {
    var faultDevice: FaultDevice {
        switch self {
        case .stage: .stage
        case .engine: .engine
        }
    }
}
