import Agent

/// The figures of one scenario, a line for each policy.
enum BenchTable {
    static func text(_ name: String, _ answer: String, _ policies: [PolicySummary]) -> String {
        let base = policies.first?.policy ?? ""
        let specimens = policies.first?.specimens ?? 0
        let isMeasured = policies.contains { $0.intensityError != nil }
        var lines = [
            "", "\(name) (\(specimens) \(specimens == 1 ? "specimen" : "specimens"))",
            "policy".padded(16) + answer.leftPadded(18) + "share, %".leftPadded(20)
                + "J/cm²".leftPadded(24) + "% of \(base)".leftPadded(22)
                + "per J/cm²".leftPadded(11)
                + "harmed".leftPadded(18) + "bleached, %".leftPadded(13) + "refused".leftPadded(9)
                + (isMeasured ? "error, %".leftPadded(18) : ""),
        ]
        for policy in policies {
            lines.append(
                policy.policy.padded(16)
                    + "\(policy.caught) of \(policy.happened)".leftPadded(18)
                    + (policy.caughtShare.map { range($0, times: 100, 10) } ?? "–").leftPadded(20)
                    + range(policy.fluorescence, times: 1, 100).leftPadded(24)
                    + (policy.doseShare.map { range($0, times: 100, 100) } ?? "–").leftPadded(22)
                    + (policy.caughtPerJoule.map(short) ?? "–").leftPadded(11)
                    + range(policy.harmed, times: 1, 10).leftPadded(18)
                    + short(policy.bleached.value * 100).leftPadded(13)
                    + "\(policy.refused)".leftPadded(9)
                    + (policy.intensityError.map { range($0, times: 100, 10) } ?? "")
                    .leftPadded(isMeasured ? 18 : 0))
        }
        for policy in policies { lines += policy.remarks }
        return lines.joined(separator: "\n")
    }

    private static func short(_ value: Double) -> String {
        "\(rounded(value, value < 10 ? 100 : 10))"
    }

    /// The value with its interval, where that is any wider than the value itself.
    private static func range(
        _ figure: PolicySummary.Figure, times factor: Double, _ scale: Double
    ) -> String {
        let value = rounded(figure.value * factor, scale)
        let low = rounded(figure.low * factor, scale)
        let high = rounded(figure.high * factor, scale)
        return low == value && high == value ? "\(value)" : "\(value) (\(low)–\(high))"
    }
}
