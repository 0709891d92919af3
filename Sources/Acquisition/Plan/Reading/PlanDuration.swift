import Documents

extension Document {
    /// A time span: a bare number of seconds, `H:MM:SS`, ISO 8601 such as `PT2.5S`, a mapping such
    /// as `{minutes: 5}`, or a number with its unit. Whole microseconds.
    func planDuration() throws(DocumentError) -> Duration {
        let microseconds: Double
        if kind == .mapping {
            microseconds = try timedelta()
        } else if isBareNumber {
            microseconds = (try double() * 1e6).rounded()
        } else if let clock = Self.clockTime(text) {
            microseconds = clock
        } else if let span = Self.isoSpan(text) {
            microseconds = span
        } else if text.contains(":") || text.hasPrefix("P") {
            throw fail(
                "\"\(text)\" is not a duration; write seconds, such as 90, or H:MM:SS, such as "
                    + "0:01:30, or PT1M30S, or a number with its unit, such as 1.5 min")
        } else {
            microseconds = (try quantity(.seconds) * 1e6).rounded()
        }
        guard microseconds >= 0 else { throw fail("a duration cannot be negative") }
        guard microseconds < 1e15 else { throw fail("a duration cannot exceed 30 years") }
        return .microseconds(Int64(microseconds))
    }

    private func timedelta() throws(DocumentError) -> Double {
        let factors: KeyValuePairs = [
            "weeks": 604_800e6, "days": 86_400e6, "hours": 3_600e6, "minutes": 60e6,
            "seconds": 1e6, "milliseconds": 1e3, "microseconds": 1,
        ]
        let mapping = try mapping(factors.map(\.key))
        var sum = 0.0
        for (unit, factor) in factors {
            if let value = mapping[unit] { sum += try value.double() * factor }
        }
        return sum.rounded(.toNearestOrEven)
    }

    /// `0:00:02.5`, with days before it as `1 day, ` or `2d `; digits beyond six are dropped.
    private static func clockTime(_ text: String) -> Double? {
        let form = #/^(?:(\d+) ?(?:d|days?),? )?(\d+):([0-5]\d):([0-5]\d)(?:\.(\d+))?$/#
        guard let match = text.wholeMatch(of: form) else { return nil }
        func number(_ part: Substring?) -> Double { part.flatMap { Double($0) } ?? 0 }
        let (_, days, hours, minutes, seconds, fraction) = match.output
        let whole =
            number(days) * 86_400 + number(hours) * 3_600 + number(minutes) * 60 + number(seconds)
        let digits = (fraction ?? "").prefix(6)
        let padded = digits + String(repeating: "0", count: 6 - digits.count)
        return whole * 1e6 + number(Substring(padded))
    }

    /// `P1DT2H30M2.5S`; years and months have no fixed length and are not understood.
    private static func isoSpan(_ text: String) -> Double? {
        let form =
            #/^\+?P(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/#
        guard text.last != "P", text.last != "T", let match = text.wholeMatch(of: form) else {
            return nil
        }
        let (_, weeks, days, hours, minutes, seconds) = match.output
        var sum = 0.0
        for (part, factor) in [
            (weeks, 604_800e6), (days, 86_400e6), (hours, 3_600e6), (minutes, 60e6),
            (seconds, 1e6),
        ] {
            guard let part else { continue }
            guard let number = Double(part) else { return nil }
            sum += number * factor
        }
        return sum.rounded()
    }
}
