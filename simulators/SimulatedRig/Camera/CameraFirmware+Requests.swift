/// The control socket: one JSON object in, one out.
extension CameraFirmware {
    /// A request that was refused, as the protocol names the reasons.
    struct Refusal: Error {
        enum Kind: String {
            case unknownRequest = "unknown-request"
            case malformed
            case outOfRange = "out-of-range"
            case notArmed = "not-armed"
            case busy
            case failed
        }

        var kind: Kind
        var message: String

        var reply: JSONValue {
            .object([
                "ok": .bool(false),
                "error": .object(["kind": .string(kind.rawValue), "message": .string(message)]),
            ])
        }
    }

    /// What a request does to the light's gate.
    enum Effect {
        case none
        case began(CameraExposure)
        case aborted(CameraExposure?)
    }

    struct Answer {
        /// `nil`: the camera does not answer.
        var reply: [UInt8]?
        var at: Double
        var effect: Effect
    }

    private static let longestRequest = 64 * 1024

    /// Carries out one request that arrived at `time`.
    mutating func request(_ bytes: [UInt8], at time: Double) -> Answer {
        var answer = Answer(
            reply: nil, at: time + settings.replyMilliseconds / 1000, effect: .none)
        let parsed = Self.parse(bytes)
        let name = (try? parsed.get().name) ?? ""  // A malformed request has no name to match.
        let strikes = faults.strikes(request: name, at: time)
        if faults.holds(.silence, at: time) { return answer }
        var reply: JSONValue
        do throws(Refusal) {
            if strikes.contains(where: { $0.kind == .refusal }) {
                throw Refusal(kind: .failed, message: "the camera's hardware failed (simulated)")
            }
            let request = try parsed.get()
            reply = try carryOut(request, at: time, effect: &answer.effect)
        } catch {
            reply = error.reply
        }
        if faults.holds(.mute, at: time) { return answer }
        for strike in strikes {
            if strike.kind == .late { answer.at += strike.argument.flatMap(Double.init) ?? 2 }
            if strike.kind == .readback { reply = Self.falsified(reply) }
        }
        answer.reply = Array(reply.printed.utf8)
        return answer
    }

    // MARK: Reading requests

    private struct Request {
        var name: String
        var members: [JSONValue.Member]

        subscript(key: String) -> JSONValue? { members.first { $0.key == key }?.value }
    }

    private static func parse(_ bytes: [UInt8]) -> Result<Request, Refusal> {
        func malformed(_ message: String) -> Result<Request, Refusal> {
            .failure(Refusal(kind: .malformed, message: message))
        }
        guard bytes.count <= longestRequest else {
            return malformed("a request has at most \(longestRequest) bytes")
        }
        do throws(JSONParser.Failure) {
            let value = try JSONParser.parse(bytes)
            guard case .object(let members) = value else {
                return malformed("a request is a JSON object")
            }
            guard let name = value["request"]?.text else {
                return malformed("\"request\" with the name of the request is missing")
            }
            let rest = members.filter { $0.key != "request" }
            return .success(Request(name: name, members: rest))
        } catch {
            return malformed("not JSON: \(error.message) at byte \(error.offset)")
        }
    }

    private static let knownKeys: [String: Set<String>] = [
        "describe": [], "configure": ["exposure_s", "region"], "arm": ["credit"],
        "credit": ["frames"], "trigger": [], "abort": [], "health": [],
    ]

    private mutating func carryOut(
        _ request: Request, at time: Double, effect: inout Effect
    ) throws(Refusal) -> JSONValue {
        guard let known = Self.knownKeys[request.name] else {
            throw Refusal(
                kind: .unknownRequest, message: "\"\(request.name)\" is not a request")
        }
        if let stranger = request.members.first(where: { !known.contains($0.key) }) {
            let message = "\(request.name) has no key \"\(stranger.key)\""
            throw Refusal(kind: .malformed, message: message)
        }
        switch request.name {
        case "describe": return description
        case "configure": return try configure(request)
        case "arm":
            arm(credit: try count(request, "credit", from: 0))
            return .object(["ok": .bool(true), "next_frame": .integer(nextFrame)])
        case "credit":
            let frames = try count(request, "frames", from: 1)
            guard isArmed else { throw Refusal(kind: .notArmed, message: "arm the camera first") }
            guard credit + frames <= Self.mostCredit else {
                throw Refusal(kind: .outOfRange, message: "credit above \(Self.mostCredit)")
            }
            addCredit(frames, at: time)
        case "trigger":
            let exposure = try trigger(at: time)
            effect = .began(exposure)
            return .object(["ok": .bool(true), "frame": .integer(exposure.frame)])
        case "abort": effect = .aborted(abort())
        default: return health
        }
        return .object(["ok": .bool(true)])
    }

    // MARK: The requests

    private static let mostCredit = 1_000_000

    private mutating func trigger(at time: Double) throws(Refusal) -> CameraExposure {
        guard isArmed else { throw Refusal(kind: .notArmed, message: "arm the camera first") }
        if let running {
            let message = "frame \(running.frame) is being exposed"
            throw Refusal(kind: .busy, message: message)
        }
        return begin(at: time)
    }

    private func count(
        _ request: Request, _ key: String, from lowest: Int
    ) throws(Refusal) -> Int {
        guard let value = request[key]?.int else {
            throw Refusal(kind: .malformed, message: "\(key) must be a whole number")
        }
        guard (lowest...Self.mostCredit).contains(value) else {
            let message = "\(key) is \(lowest) to \(Self.mostCredit)"
            throw Refusal(kind: .outOfRange, message: message)
        }
        return value
    }

    private mutating func configure(_ request: Request) throws(Refusal) -> JSONValue {
        guard let seconds = request["exposure_s"]?.double else {
            throw Refusal(kind: .malformed, message: "exposure_s must be a number")
        }
        let limits = settings.shortestExposureSeconds...settings.longestExposureSeconds
        guard limits.contains(seconds) else {
            let message =
                "exposure \(seconds) s is not \(limits.lowerBound) to "
                + "\(limits.upperBound) s"
            throw Refusal(kind: .outOfRange, message: message)
        }
        var wanted = SensorRegion(x: 0, y: 0, width: sensor.width, height: sensor.height)
        if let asked = request["region"] { wanted = try region(asked) }
        region = wanted
        // Counted in steps per second, so that 0.01 stays 0.01.
        let stepsPerSecond = 1e6 / settings.exposureStepMicroseconds
        exposureSeconds = (seconds * stepsPerSecond).rounded() / stepsPerSecond
        return .object([
            "ok": .bool(true),
            "exposure_s": .number(exposureSeconds),
            "region": .object([
                "x": .integer(wanted.x), "y": .integer(wanted.y),
                "width": .integer(wanted.width), "height": .integer(wanted.height),
            ]),
        ])
    }

    private func region(_ value: JSONValue) throws(Refusal) -> SensorRegion {
        let keys = ["x", "y", "width", "height"]
        guard case .object(let members) = value, members.allSatisfy({ keys.contains($0.key) }),
            let x = value["x"]?.int, let y = value["y"]?.int, let width = value["width"]?.int,
            let height = value["height"]?.int
        else {
            let message = "region has the whole numbers x, y, width and height"
            throw Refusal(kind: .malformed, message: message)
        }
        guard (0..<sensor.width).contains(x), (0..<sensor.height).contains(y), width >= 1,
            height >= 1, width <= sensor.width - x, height <= sensor.height - y
        else {
            let message = "the region leaves the sensor of \(sensor.width) by \(sensor.height)"
            throw Refusal(kind: .outOfRange, message: message)
        }
        return SensorRegion(x: x, y: y, width: width, height: height)
    }

    private var description: JSONValue {
        .object([
            "ok": .bool(true),
            "protocol": .integer(1),
            "model": .string(settings.model),
            "serial": .string(settings.serial),
            "width": .integer(sensor.width),
            "height": .integer(sensor.height),
            "bit_depth": .integer(sensor.bits),
            "pixel_type": "uint16",
            "sensor_pixel_um": .number(settings.sensorPixelMicrometers),
            "offset": .number(sensor.offset),
            "electrons_per_grey": .number(sensor.electronsPerCount),
            "read_noise_electrons": .number(sensor.darkNoise),
            "min_exposure_s": .number(settings.shortestExposureSeconds),
            "max_exposure_s": .number(settings.longestExposureSeconds),
            "readout_s": .number(Double(sensor.height) * settings.rowMicroseconds * 1e-6),
            "buffer_frames": .integer(settings.bufferFrames),
        ])
    }

    private var health: JSONValue {
        .object([
            "ok": .bool(true),
            "armed": .bool(isArmed),
            "credit": .integer(credit),
            "buffered": .integer(bufferedCount),
            "dropped": .integer(droppedCount),
            "sensor_celsius": .number(settings.sensorCelsius),
        ])
    }

    /// The same reply with each number changed.
    private static func falsified(_ value: JSONValue) -> JSONValue {
        switch value {
        case .integer(let number): .integer(number / 2 + 1)
        case .number(let number): .number(number * 1.5)
        case .object(let members):
            .object(members.map { JSONValue.Member(key: $0.key, value: falsified($0.value)) })
        default: value
        }
    }
}
