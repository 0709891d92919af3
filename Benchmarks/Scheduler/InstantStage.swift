/// An ASI MS-2000 whose stage and focus are there as soon as they are asked, and its lamp.
struct InstantStage: InstantDevice {
    let requestEnd: UInt8 = 13
    private var place = ["X": "0.0", "Y": "0.0", "Z": "0.0"]
    private var percent = "0"

    mutating func answer(_ words: [String]) -> String {
        switch words.first {
        case "V": return ":A Version: USB-9.2m"
        case "UM": return ":\(words[1].prefix(1))=10000.0 A"
        case "S": return ":A \(words[1].prefix(1))=1000.0"
        case "/": return "N"
        case "W": return ":A " + words.dropFirst().map { place[$0] ?? "0" }.joined(separator: " ")
        case "M":
            for word in words.dropFirst() {
                place[String(word.prefix(1))] = String(word.dropFirst(2))
            }
        case "LED" where words[1] == "X?": return "X=\(percent) :A"
        case "LED": percent = String(words[1].dropFirst(2))
        default: break
        }
        return ":A "
    }
}
