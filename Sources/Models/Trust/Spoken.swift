internal import Foundation

/// Numbers as people read them.
enum Spoken {
    /// Three digits that count: "0.123", "12.3", "1234".
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "no number" }
        let size = abs(value)
        guard size > 0 else { return "0" }
        let places = min(6, max(0, 2 - Int(log10(size).rounded(.down))))
        let text = String(format: "%.\(places)f", value)
        guard text.contains(".") else { return text }
        let trimmed = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return String(trimmed.reversed())
    }

    static func percent(_ share: Double) -> String { number(100 * share) + " %" }
}
