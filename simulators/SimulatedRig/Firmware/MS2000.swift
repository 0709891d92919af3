/// An ASI MS-2000 with X, Y and Z motors and one LED output.
///
/// Written from the vendor's command descriptions. Positions on the wire are tenths of a micrometre
/// unless `UM` was changed; limits and backlash are millimetres.
struct MS2000: Sendable {
    static let letters: [Character] = ["X", "Y", "Z"]

    var axes: [StageAxis]
    /// Wire units per millimetre; negative turns the axis round.
    var unitsPerMillimeter: [Double] = [10_000, 10_000, 10_000]
    /// The mechanics' place that the controller calls 0.
    var origins: [Double] = [0, 0, 0]
    /// Brightness of the transmitted lamp, 0...100.
    private(set) var ledPercent = 0
    private(set) var isBusyForever = false
    private var triggerModes: [Character: Int] = ["X": 0, "Y": 0]
    private var joystickSpeeds: [Character: Int] = ["X": 80, "Y": 5]
    private var areMotorsOn = [true, true, true]
    var ring = MS2000Ring()
    /// Moves begun since the rig asked last, by axis index.
    private var moves: [(axis: Int, move: StageAxis.Move)] = []

    init(_ mechanics: MechanicsSettings) {
        axes = [mechanics.x, mechanics.y, mechanics.z].map(StageAxis.init)
    }

    mutating func drainMoves() -> [(axis: Int, move: StageAxis.Move)] {
        defer { moves.removeAll(keepingCapacity: true) }
        return moves
    }

    func isBusy(at time: Double) -> Bool {
        isBusyForever || axes.contains { $0.isBusy(at: time) }
    }

    // MARK: Replies

    /// The reply without its end of line.
    private mutating func answer(
        _ command: MS2000Command, at time: Double
    ) throws(MS2000Command.Failure) -> String {
        if let parameter = MS2000Parameter(rawValue: command.verb) {
            return try answer(parameter, command)
        }
        switch command.verb {
        case "M", "R", "!": return try move(command, at: time)
        case "W": return try whereIs(command, at: time)
        case "/": return isBusy(at: time) ? "B" : "N"
        case "RS": return try status(command, at: time)
        case "\\": return try halt(at: time)
        case "SL", "SU": return try limit(command, at: time)
        case "UM": return try units(command)
        case "H": return try setHere(command, at: time)
        case "Z": return setZero(at: time)
        case "LED": return try led(command)
        case "TTL": return try ttl(command)
        case "JS": return try joystick(command)
        case "MC": return try motors(command)
        case "RM", "LD", "RT": return try ringBuffer(command, at: time)
        case "V": return ":A Version: USB-9.2m "
        case "CD": return "Dec 19 2022:10:01:22"
        case "BU": return build(command)
        default: throw .unknownCommand
        }
    }

    /// Sets and reads a parameter, several axes at once.
    private mutating func answer(
        _ parameter: MS2000Parameter, _ command: MS2000Command
    ) throws(MS2000Command.Failure) -> String {
        var asked: Set<Int> = []
        for (index, operation) in try addressed(command) {
            switch operation {
            case .query: asked.insert(index)
            case .value(let value): try parameter.set(value, on: &axes[index])
            case .bare: try parameter.set(0, on: &axes[index])
            case .plus, .minus: throw .syntax
            }
        }
        guard !asked.isEmpty else { return ":A " }
        let values = asked.sorted().map { "\(Self.letters[$0])=\(parameter.text(of: axes[$0]))" }
        let list = values.joined(separator: " ")
        return parameter.printsAcknowledgeLast ? ":\(list) A" : ":A \(list)"
    }

    private mutating func led(_ command: MS2000Command) throws(MS2000Command.Failure) -> String {
        guard let argument = command.arguments.first else { throw .missingParameter }
        guard argument.letter == "X", command.arguments.count == 1 else { throw .unknownAxis }
        switch argument.operation {
        case .query: return "X=\(ledPercent) :A"
        case .value(let percent):
            guard (0...100).contains(percent) else { throw .outOfRange }
            ledPercent = Int(percent.rounded())
        case .bare: ledPercent = 0
        case .plus, .minus: throw .syntax
        }
        return ":A "
    }

    private mutating func ttl(_ command: MS2000Command) throws(MS2000Command.Failure) -> String {
        guard !command.arguments.isEmpty else { throw .missingParameter }
        let allowed: [Character: Set<Int>] = [
            "X": [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 30], "Y": [0, 1, 2, 9],
        ]
        for argument in command.arguments {
            // A number without a letter is the level of `TTL Y=9 50`.
            guard let letter = argument.letter else { continue }
            guard let modes = allowed[letter] else { throw .unknownAxis }
            switch argument.operation {
            case .query: return ":A \(triggerModes[letter] ?? 0)"
            case .value(let mode):
                guard let mode = Int(exactly: mode), modes.contains(mode) else { throw .outOfRange }
                triggerModes[letter] = mode
            default: throw .syntax
            }
        }
        return ":A "
    }

    private mutating func joystick(
        _ command: MS2000Command
    ) throws(MS2000Command.Failure) -> String {
        guard !command.arguments.isEmpty else { throw .missingParameter }
        for argument in command.arguments {
            guard let letter = argument.letter, let speed = joystickSpeeds[letter] else {
                throw .unknownAxis
            }
            switch argument.operation {
            case .query: return ":A \(letter)=\(speed)"
            case .value(let percent):
                guard (-100...100).contains(percent) else { throw .outOfRange }
                joystickSpeeds[letter] = Int(percent.rounded())
            default: throw .syntax
            }
        }
        return ":A "
    }

    private mutating func motors(_ command: MS2000Command) throws(MS2000Command.Failure) -> String {
        for (index, operation) in try addressed(command) {
            switch operation {
            case .query: return ":A \(areMotorsOn[index] ? 1 : 0)"
            case .plus: areMotorsOn[index] = true
            case .minus: areMotorsOn[index] = false
            default: throw .syntax
            }
        }
        return ":A "
    }

    private func build(_ command: MS2000Command) -> String {
        guard command.arguments.first?.letter == "X" else { return "STD_XYZ" }
        return "STD_XYZ\rMotor Axes: X Y Z\rCMDS: XYZ\rRING BUFFER 50\rDLED"
    }

    // MARK: Axes

    /// The axes that a command names, in its order, with what it wants of each.
    func addressed(
        _ command: MS2000Command
    ) throws(MS2000Command.Failure) -> [(index: Int, operation: MS2000Command.Operation)] {
        guard !command.arguments.isEmpty else { throw .missingParameter }
        var list: [(Int, MS2000Command.Operation)] = []
        for argument in command.arguments {
            guard let letter = argument.letter else { throw .missingParameter }
            guard let index = Self.letters.firstIndex(of: letter) else { throw .unknownAxis }
            list.append((index, argument.operation))
        }
        return list
    }

    /// Sends axis `index` to `place`, in micrometres of the mechanics.
    mutating func start(_ index: Int, to place: Double, at time: Double) {
        guard areMotorsOn[index] else { return }
        moves.append((index, axes[index].move(to: place, at: time)))
    }

    func isMotorOn(_ index: Int) -> Bool { areMotorsOn[index] }
    var isTriggerIntoRing: Bool { triggerModes["X"] == 1 }
}

extension MS2000: FirmwareModel {
    static let terminators: [UInt8] = [0x0D]
    static let answersEmptyLines = false
    static let unasked = Array(":A X=3\r\n".utf8)

    static func refusal(of request: String) -> [UInt8] { Array(":N-5\r\n".utf8) }

    static func misdirected(_ reply: [UInt8]) -> [UInt8] {
        reply.starts(with: Array("X=".utf8))
            ? Array(":A \r\n".utf8) : Array("X=50 :A\r\n".utf8)
    }

    mutating func pretendBusy(_ isBusy: Bool) { isBusyForever = isBusy }

    mutating func reply(to request: String, at time: Double) -> [UInt8] {
        do throws(MS2000Command.Failure) {
            let command = try MS2000Command(request)
            if command.verb == "RB" { return try statusBytes(command, at: time) }
            return Array((try answer(command, at: time) + "\r\n").utf8)
        } catch {
            return Array(":N-\(error.rawValue)\r\n".utf8)
        }
    }
}
