/// The replies of the protocol sheet: an engine with three lines.
struct TinyLumencor: TinyDevice {
    var requestEnd: UInt8 { 10 }
    var switches = [0, 0, 0]
    var intensities = [0, 0, 0]
    var isTriggered = 0
    var knowsTrigger = true
    /// A switch that answers and does nothing.
    var isSwitchStuck = false
    var isAwake = false

    var isDark: Bool { switches.allSatisfy { $0 == 0 } }
    var isStill: Bool { true }

    func refusal(of request: String) -> String {
        "E " + (request.split(separator: " ").dropFirst().first ?? "?")
    }

    mutating func answer(_ request: String) -> String {
        let words = request.split(separator: " ").map(String.init)
        guard isAwake, words.count >= 2 else {
            isAwake = true
            return "E  UNKNOWNCMD"
        }
        let numbers = words.dropFirst(2).map { Int($0) ?? -1 }
        switch (words[0], words[1]) {
        case ("GET", "VER"): return "A VER 1.0.6"
        case ("GET", "SN"): return "A SN 6678"
        case ("GET", "MODEL"): return "A MODEL Spectra III"
        case ("GET", "CHMAP"): return "A CHMAP VIOLET CYAN RED"
        case ("GET", "MAXINT"): return "A MAXINT 1000"
        case ("GET", "MULCH"): return "A MULCH " + list(switches)
        case ("SET", "MULCH") where numbers.count == 3:
            switches = numbers
            return "A MULCH"
        case ("GET", "CH"): return "A CH \(switches[numbers[0]])"
        case ("GET", "CHACT"): return "A CHACT \(switches[numbers[0]])"
        case ("SET", "CH"):
            if !isSwitchStuck { switches[numbers[0]] = numbers[1] }
            return "A CH"
        case ("GET", "CHINT"): return "A CHINT \(intensities[numbers[0]])"
        case ("SET", "CHINT") where (0...1000).contains(numbers[1]):
            intensities[numbers[0]] = numbers[1]
            return "A CHINT"
        case ("GET", "TTLENABLE") where knowsTrigger: return "A TTLENABLE \(isTriggered)"
        case ("SET", "TTLENABLE") where knowsTrigger:
            isTriggered = numbers[0]
            return "A TTLENABLE"
        default: return refusal(of: request)
        }
    }

    private func list(_ numbers: [Int]) -> String {
        numbers.map(String.init).joined(separator: " ")
    }
}
