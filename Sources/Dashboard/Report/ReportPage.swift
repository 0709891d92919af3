/// A run's report as one self-contained page that any browser opens and prints.
///
/// Nothing is loaded from anywhere: style, drawings and images are in the page. Every text is
/// escaped. The page is also well-formed XML.
package enum ReportPage {
    package static func markup(_ data: ReportData) -> String {
        let sections = [
            header(data), PageFrame.tiles(data.figures), strips(data), timeline(data), dose(data),
            decisions(data), notes(data), devices(data), facts(data),
        ]
        return PageFrame.markup(title: data.title, sections: sections)
    }

    private static func header(_ data: ReportData) -> String {
        """
        <header>
        <h1>\(PageText.escaped(data.title)) \(ReportTables.badge(data.state))</h1>
        <p class="lead">\(PageText.escaped(data.subtitle))</p>
        </header>
        """
    }

    private static func strips(_ data: ReportData) -> String {
        guard !data.strips.isEmpty else { return "" }
        let figures = data.strips.map(ImageStripView.markup).joined(separator: "\n")
        return PageFrame.section("What was seen", figures)
    }

    private static func timeline(_ data: ReportData) -> String {
        guard !data.positions.isEmpty else { return "" }
        let legend = """
            <p class="legend"><svg class="key" viewBox="0 0 12 12">\
            <polygon class="caught" points="1,2 11,2 6,11"/></svg> division caught \
            <svg class="key" viewBox="0 0 12 12"><polygon class="missed" points="1,2 11,2 6,11"/>\
            </svg> division missed \
            <svg class="key" viewBox="0 0 12 12"><rect class="event" width="12" height="12"/>\
            </svg> the agent spends light. Each stroke is an exposure.</p>
            """
        return PageFrame.section("When there was light", legend + TimelineChart(data).markup)
    }

    private static func dose(_ data: ReportData) -> String {
        guard let plot = data.dose else { return "" }
        let budget =
            plot.budget.map {
                "A position may take \(PageText.number($0)) \(PageText.escaped(plot.unit)). "
            } ?? ""
        let text = "<p>\(budget)Running sum of each position, all channels together.</p>"
        return PageFrame.section(
            "Light dose", text + DoseChart(plot, duration: data.durationSeconds).markup)
    }

    private static func decisions(_ data: ReportData) -> String {
        let chart = LatencyChart(data.latencies)
        let timing =
            data.latencies.isEmpty
            ? ""
            : """
            <h3>How fast</h3><p>\(PageText.escaped(chart.summary)) \
            Bars: from a frame's arrival to the decision on it, in milliseconds.</p>\(chart.markup)
            """
        if data.decisions.isEmpty {
            return timing.isEmpty ? "" : PageFrame.section("Decisions", timing)
        }
        return PageFrame.section("Decisions", ReportTables.decisions(data.decisions) + timing)
    }

    private static func notes(_ data: ReportData) -> String {
        let body =
            data.notes.isEmpty
            ? "<p>Nothing went wrong.</p>" : ReportTables.notes(data.notes)
        return PageFrame.section("Notes and faults", body)
    }

    private static func devices(_ data: ReportData) -> String {
        data.devices.isEmpty ? "" : PageFrame.section("Devices", ReportTables.devices(data.devices))
    }

    private static func facts(_ data: ReportData) -> String {
        data.facts.isEmpty
            ? "" : PageFrame.section("Versions and settings", ReportTables.facts(data.facts))
    }
}
