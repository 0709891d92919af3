/// Text and numbers for a page.
enum PageText {
    /// `text` with nothing in it that a browser could take for markup.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            // XML knows no other control characters than these, not even escaped.
            case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}":
                result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// With three significant digits, and without an exponent where people would not write one.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        if value == 0 { return "0" }
        let size = abs(value)
        if size >= 1e7 || size < 1e-4 { return "\(rounded(value, places: 0, scientific: true))" }
        if size >= 100 { return rounded(value, places: 0) }
        if size >= 10 { return rounded(value, places: 1) }
        if size >= 1 { return rounded(value, places: 2) }
        return rounded(value, places: size >= 0.1 ? 3 : size >= 0.01 ? 4 : 5)
    }

    /// A coordinate inside a drawing.
    static func coordinate(_ value: Double) -> String {
        rounded(value.isFinite ? value : 0, places: 1)
    }

    /// Seconds of a run as `1 d 2 h 05 min`, `2 h 05 min` or `5 min 03 s`.
    static func clock(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e10 else { return "–" }
        let total = Int(seconds.rounded())
        let sign = total < 0 ? "−" : ""
        let (hours, rest) = abs(total).quotientAndRemainder(dividingBy: 3600)
        let (minutes, left) = rest.quotientAndRemainder(dividingBy: 60)
        if hours > 0 { return "\(sign)\(hours) h \(padded(minutes)) min" }
        if minutes > 0 { return "\(sign)\(minutes) min \(padded(left)) s" }
        return "\(sign)\(left) s"
    }

    static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static func rounded(
        _ value: Double, places: Int, scientific: Bool = false
    ) -> String {
        if scientific {
            let exponent = Int(log10Floor(abs(value)))
            let mantissa = value / power(exponent)
            return "\(rounded(mantissa, places: 1)) × 10^\(exponent)"
        }
        let scale = power(places)
        let units = Int((value * scale).rounded())
        let sign = units < 0 ? "−" : ""
        let (whole, rest) = abs(units).quotientAndRemainder(dividingBy: Int(scale))
        guard places > 0, rest > 0 else { return "\(sign)\(whole)" }
        let digits = String(rest)
        let zeros = String(repeating: "0", count: places - digits.count)
        let decimals = (zeros + digits).reversed().drop { $0 == "0" }.reversed()
        return "\(sign)\(whole).\(String(decimals))"
    }

    private static func power(_ exponent: Int) -> Double {
        var result = 1.0
        for _ in 0..<abs(exponent) { result *= 10 }
        return exponent < 0 ? 1 / result : result
    }

    private static func log10Floor(_ value: Double) -> Double {
        var exponent = 0.0
        var rest = value
        while rest >= 10, exponent < 400 {
            rest /= 10
            exponent += 1
        }
        while rest < 1, exponent > -400 {
            rest *= 10
            exponent -= 1
        }
        return exponent
    }
}
