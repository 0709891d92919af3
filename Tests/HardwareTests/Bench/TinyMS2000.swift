/// The replies of the protocol sheet, and a stage that arrives after a few questions.
struct TinyMS2000: TinyDevice {
    var requestEnd: UInt8 { 13 }
    var percent = 0
    /// Tenths of micrometres.
    var place = ["X": 0.0, "Y": 0.0, "Z": 0.0]
    var target: [String: Double] = [:]
    var busyPolls = 2
    var isBusyForever = false
    /// A lamp that answers and does nothing.
    var isLampStuck = false
    /// The stage stops this many tenths of micrometres short.
    var error = 0.0
    var pollsLeft = 0

    var isDark: Bool { percent == 0 }
    var isStill: Bool { pollsLeft == 0 }

    func refusal(of request: String) -> String { ":N-4" }

    mutating func answer(_ request: String) -> String {
        let words = request.split(separator: " ").map(String.init)
        switch words.first {
        case nil: return ":A "
        case "V": return ":A Version: USB-9.2m "
        case "UM": return ":\(words[1].prefix(1))=10000.0 A"
        case "S": return ":A \(words[1].prefix(1))=5.745920"
        case "/": return poll()
        case "W": return ":A " + words.dropFirst().map { "\(place[$0] ?? 0) " }.joined()
        case "\\":
            defer { pollsLeft = 0 }
            return pollsLeft > 0 ? ":N-21" : ":A "
        case "M":
            for word in words.dropFirst() {
                target[String(word.prefix(1))] = Double(word.dropFirst(2))
            }
            pollsLeft = busyPolls
            return ":A "
        case "LED":
            if words[1] == "X?" { return "X=\(percent) :A" }
            guard let value = Int(words[1].dropFirst(2)), (0...100).contains(value) else {
                return ":N-4"
            }
            if !isLampStuck { percent = value }
            return ":A "
        default: return ":N-1"
        }
    }

    private mutating func poll() -> String {
        if isBusyForever { return "B" }
        guard pollsLeft > 0 else { return "N" }
        pollsLeft -= 1
        if pollsLeft == 0 {
            for (axis, value) in target { place[axis] = value - error }
        }
        return pollsLeft > 0 ? "B" : "N"
    }
}
