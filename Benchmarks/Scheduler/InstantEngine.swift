/// A Lumencor light engine with one line.
struct InstantEngine: InstantDevice {
    let requestEnd: UInt8 = 10
    private var isOn = "0"
    private var intensity = "0"
    private var isTriggered = "0"

    mutating func answer(_ words: [String]) -> String {
        guard words.count >= 2, let last = words.last else { return "E  UNKNOWNCMD" }
        let isSet = words[0] == "SET"
        switch words[1] {
        case "VER": return "A VER 1.0.6"
        case "SN": return "A SN 6678"
        case "MODEL": return "A MODEL Instant"
        case "CHMAP": return "A CHMAP CYAN"
        case "MAXINT": return "A MAXINT 1000"
        case "MULCH", "CH", "CHACT": return Self.reply(words[1], isSet ? last : nil, &isOn)
        case "CHINT": return Self.reply("CHINT", isSet ? last : nil, &intensity)
        case "TTLENABLE": return Self.reply("TTLENABLE", isSet ? last : nil, &isTriggered)
        default: return "E \(words[1])"
        }
    }

    private static func reply(_ name: String, _ new: String?, _ value: inout String) -> String {
        guard let new else { return "A \(name) \(value)" }
        value = new
        return "A \(name)"
    }
}
