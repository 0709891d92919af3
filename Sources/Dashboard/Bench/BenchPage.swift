import Agent

/// A benchmark of policies as one self-contained page: for each scenario how good the answer is
/// against what it cost, and the figures.
package enum BenchPage {
    package static func markup(_ report: BenchReport) -> String {
        PageFrame.markup(
            title: "Policies compared",
            sections: [header(report)] + report.parts.map(section) + [reproduction(report)],
            style: style)
    }

    private static func header(_ report: BenchReport) -> String {
        let scenarios =
            report.parts.count == 1 ? "1 scenario" : "\(report.parts.count) scenarios, each"
        let specimens =
            report.seedCount == 1
            ? "1 simulated specimen" : "\(report.seedCount) simulated specimens"
        return """
            <header>
            <h1>Policies compared</h1>
            <p class="lead">\(scenarios) on \(specimens). What was caught, and what light did, \
            are the truth of the simulation, not what the program believed. Bars and ranges hold \
            95 % of what other specimens like these give.</p>
            </header>
            """
    }

    private static func section(_ part: BenchReport.Part) -> String {
        PageFrame.section(
            part.scenario,
            "<p class=\"quiet\">\(PageText.escaped(part.question))</p>"
                + ParetoChart(part.policies, answer: part.answer).markup
                + table(part.policies, part.answer) + remarks(part.policies))
    }

    private static func table(_ policies: [PolicySummary], _ answer: String) -> String {
        let rows = policies.map { policy in
            let caught = policy.caughtShare.map {
                "\(policy.caught) of \(policy.happened) (\(percent($0)))"
            }
            let timing = policy.timingError.map { "\(PageText.number($0)) s" }
            let error: String? = policy.intensityError.map(percent) ?? timing
            let perJoule: String? = policy.caughtPerJoule.map(PageText.number)
            let cells: [String] = [
                caught ?? "none happened", error ?? "–", number(policy.fluorescence),
                policy.doseShare.map(percent) ?? "–", perJoule ?? "–",
                number(policy.harmed), percent(policy.bleached), "\(policy.refused)",
            ]
            let columns = cells.map { "<td class=\"number\">\($0)</td>" }.joined()
            return "<tr><td>\(PageText.escaped(policy.policy))</td>\(columns)</tr>"
        }
        let base = PageText.escaped(policies.first?.policy ?? "")
        let isBrightness = policies.contains { $0.intensityError != nil }
        return """
            <table><thead><tr><th>policy</th><th class="number">\(PageText.escaped(answer))</th>\
            <th class="number">\(isBrightness ? "brightness off by" : "timed within (median)")</th>\
            <th class="number">fluorescence, J/cm² a specimen</th>\
            <th class="number">of \(base)</th><th class="number">right for each J/cm²</th>\
            <th class="number">cells harmed a specimen</th><th class="number">bleached</th>\
            <th class="number">refused</th></tr></thead>
            <tbody>\(rows.joined(separator: "\n"))</tbody></table>
            """
    }

    private static func remarks(_ policies: [PolicySummary]) -> String {
        let lines = policies.flatMap(\.remarks).map { "<li>\(PageText.escaped($0))</li>" }
        return lines.isEmpty ? "" : "<ul class=\"quiet\">\(lines.joined())</ul>"
    }

    private static func reproduction(_ report: BenchReport) -> String {
        PageFrame.section(
            "Make it again",
            "<p>Seeds \(report.firstSeed) to \(report.firstSeed + UInt64(report.seedCount) - 1).</p>"
                + "<pre>\(PageText.escaped(report.command))</pre>")
    }

    private static func number(_ figure: PolicySummary.Figure) -> String {
        written(figure, times: 1, unit: "")
    }

    private static func percent(_ figure: PolicySummary.Figure) -> String {
        written(figure, times: 100, unit: " %")
    }

    /// The value with its interval, where that is any wider than the value itself.
    private static func written(
        _ figure: PolicySummary.Figure, times factor: Double, unit: String
    ) -> String {
        let value = PageText.number(figure.value * factor)
        let low = PageText.number(figure.low * factor)
        let high = PageText.number(figure.high * factor)
        guard low != value || high != value else { return value + unit }
        return "\(value)\(unit) <span class=\"quiet\">\(low)–\(high)</span>"
    }

    private static let style = """
        td.number, th.number { text-align: right; }
        table td .quiet { white-space: nowrap; }
        svg.chart .range { stroke-width: 1.5; }
        """
}
