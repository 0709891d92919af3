/// A Lumencor light engine of the third generation in its STANDARD (text) language.
///
/// Written from the vendor's command reference. Intensities are whole numbers up to 1000.
struct Lumencor: Sendable {
    /// One line of the engine.
    struct Line: Sendable {
        let name: String
        var intensity = 0
        var isOn = false
    }

    static let fullScale = 1000

    private(set) var lines: [Line]
    /// With this on, a line that is on emits only while the trigger input is high.
    private(set) var isTriggered = false
    private(set) var isAsleep = false
    private(set) var isShutDown = false
    /// Set by the rig: the level of the trigger input.
    var isTriggerHigh = false
    private var triggerPolarity = 1
    private var isBusyForever = false
    /// The first command after power-up is always answered with an error.
    private var isFreshlyPowered = true

    init(lines names: [String]) {
        lines = names.map { Line(name: $0) }
    }

    /// Whether light leaves line `index` right now.
    func isEmitting(_ index: Int) -> Bool {
        guard lines.indices.contains(index), !isAsleep, !isShutDown else { return false }
        let line = lines[index]
        let isGateOpen = !isTriggered || isTriggerHigh == (triggerPolarity == 1)
        return line.isOn && line.intensity > 0 && isGateOpen
    }

    private mutating func answer(_ request: String, at time: Double) -> String {
        let words = request.split(separator: " ").map { $0.uppercased() }
        guard !isFreshlyPowered, words.count >= 2 else {
            isFreshlyPowered = false
            return "E  UNKNOWNCMD"
        }
        let arguments = words.dropFirst(2).map { Int($0) ?? -1 }
        let result: String?
        switch words[0] {
        case "GET": result = get(words[1], arguments, at: time)
        case "SET": result = set(words[1], arguments) ? "" : nil
        default: return "E  UNKNOWNCMD"
        }
        guard let result else { return "E \(words[1])" }
        return result.isEmpty ? "A \(words[1])" : "A \(words[1]) \(result)"
    }

    private func get(_ name: String, _ arguments: [Int], at time: Double) -> String? {
        switch name {
        case "CHINT", "CH", "CHACT", "MAXINT", "OT":
            guard arguments.count == 1, lines.indices.contains(arguments[0]) else { return nil }
            return get(name, line: arguments[0], at: time)
        default:
            guard arguments.isEmpty else { return nil }
            return getWhole(name)
        }
    }

    private func get(_ name: String, line index: Int, at time: Double) -> String {
        switch name {
        case "CHINT": String(lines[index].intensity)
        case "CH": lines[index].isOn ? "1" : "0"
        case "CHACT": isEmitting(index) ? "1" : "0"
        case "MAXINT": String(Self.fullScale)
        default: String(1_890_667 + Int(time))
        }
    }

    private func getWhole(_ name: String) -> String? {
        switch name {
        case "VER": "1.0.6"
        case "MODEL": "Spectra III"
        case "SN": "6678"
        case "NUMCH": String(lines.count)
        case "CHMAP": lines.map(\.name).joined(separator: " ")
        case "MULCHINT": lines.map { String($0.intensity) }.joined(separator: " ")
        case "MULCH": lines.map { $0.isOn ? "1" : "0" }.joined(separator: " ")
        case "TEMP": "31"
        case "TTLENABLE": isTriggered ? "1" : "0"
        case "TTLPOL": String(triggerPolarity)
        case "SLEEP": isAsleep ? "1" : "0"
        default: nil
        }
    }

    /// Carries out a `SET`; says whether it was valid. An invalid one changes nothing.
    private mutating func set(_ name: String, _ arguments: [Int]) -> Bool {
        switch name {
        case "CHINT", "CH":
            guard arguments.count == 2, lines.indices.contains(arguments[0]) else { return false }
            return set(name, line: arguments[0], to: arguments[1])
        case "MULCHINT", "MULCH":
            let highest = name == "MULCH" ? 1 : Self.fullScale
            guard arguments.count == lines.count,
                arguments.allSatisfy({ (0...highest).contains($0) })
            else { return false }
            let single = name == "MULCH" ? "CH" : "CHINT"
            for (index, value) in arguments.enumerated() {
                _ = set(single, line: index, to: value)
            }
            return true
        case "TTLENABLE", "TTLPOL", "SLEEP":
            guard arguments.count == 1, (0...1).contains(arguments[0]) else { return false }
            if name == "TTLENABLE" { isTriggered = arguments[0] == 1 }
            if name == "TTLPOL" { triggerPolarity = arguments[0] }
            if name == "SLEEP" { isAsleep = arguments[0] == 1 }
            return true
        case "WAKEUP", "SHUTDOWN":
            guard arguments.isEmpty else { return false }
            isAsleep = false
            isShutDown = name == "SHUTDOWN"
            return true
        default:
            return false
        }
    }

    private mutating func set(_ name: String, line index: Int, to value: Int) -> Bool {
        let highest = name == "CH" ? 1 : Self.fullScale
        guard (0...highest).contains(value) else { return false }
        if name == "CH" {
            lines[index].isOn = value == 1
        } else {
            lines[index].intensity = value
        }
        return true
    }
}

extension Lumencor: FirmwareModel {
    static let terminators: [UInt8] = [0x0A, 0x0D]
    static let answersEmptyLines = true
    static let unasked = Array("A TEMP 31\r\n".utf8)

    static func refusal(of request: String) -> [UInt8] {
        let words = request.split(separator: " ")
        return Array("E \(words.count > 1 ? words[1] : "UNKNOWNCMD")\r\n".utf8)
    }

    static func misdirected(_ reply: [UInt8]) -> [UInt8] {
        var words = String(decoding: reply, as: UTF8.self).split(separator: " ").map(String.init)
        guard words.count > 1 else { return Array("A SN\r\n".utf8) }
        words[1] = words[1].hasSuffix("\r\n") ? "SN\r\n" : "SN"
        return Array(words.joined(separator: " ").utf8)
    }

    /// The engine has no busy state: a refusal is the nearest thing.
    mutating func pretendBusy(_ isBusy: Bool) { isBusyForever = isBusy }

    mutating func reply(to request: String, at time: Double) -> [UInt8] {
        guard !isShutDown else { return [] }
        guard !isBusyForever else { return Self.refusal(of: request) }
        return Array((answer(request, at: time) + "\r\n").utf8)
    }
}
