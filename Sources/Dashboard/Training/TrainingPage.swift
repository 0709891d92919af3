import Models

/// How a network was trained and what it is worth, as one self-contained page.
///
/// As with ``ReportPage``, nothing is loaded from anywhere, every text is escaped, and the page is
/// well-formed XML. What a training has not is left out.
package enum TrainingPage {
    package static func markup(_ report: TrainingReport) -> String {
        let sections = [
            header(report), PageFrame.tiles(TrainingTiles(report).all), figures(report),
            examples(report), curves(report), split(report), classes(report),
            calibration(report), probes(report), notes(report), reproduction(report),
        ]
        return PageFrame.markup(
            title: "\(report.record.network): "
                + (report.record.isEvaluation ? "evaluation" : "training"), sections: sections,
            style: TrainingStyle.text)
    }

    private static func header(_ report: TrainingReport) -> String {
        let verdict = TrainingVerdict(report)
        let doubts = verdict.doubts.map { "<li>\(PageText.escaped($0))</li>" }
        let warning =
            doubts.isEmpty
            ? "" : "<div class=\"doubts\"><ul>\(doubts.joined(separator: "\n"))</ul></div>"
        let lead = "\(report.purpose) \(TrainingText.origin(report.record))"
        return """
            <header>
            <h1>\(PageText.escaped(report.record.network)) \(ReportTables.badge(verdict.badge))</h1>
            <p class="lead">\(PageText.escaped(lead))</p>
            <p class="headline">\(PageText.escaped(verdict.sentence))</p>
            \(warning)
            </header>
            """
    }

    private static func figures(_ report: TrainingReport) -> String {
        let figures = report.record.figures
        guard !figures.isEmpty else { return "" }
        let legend =
            figures.contains { FigureText($0).interval != nil }
            ? "<p class=\"quiet\">Filled: this network, with its interval over held-out images or "
                + "cells. Open: what it is held against, on the same data.</p>" : ""
        return PageFrame.section(
            "How good it is", FigureTable.markup(figures) + charts(figures) + legend)
    }

    /// The table has all figures; more drawings than these tell nobody more.
    private static let mostCharts = 8

    /// Figures without rivals or interval need no drawing.
    private static func charts(_ figures: [TrainingRecord.Figure]) -> String {
        let charts = figures.filter { !$0.peers.isEmpty || FigureText($0).interval != nil }
            .prefix(mostCharts).map { FigureChart($0).markup }
        return charts.isEmpty ? "" : "<div class=\"charts\">\(charts.joined(separator: "\n"))</div>"
    }

    private static func examples(_ report: TrainingReport) -> String {
        let views = report.examples.map(ExampleView.markup).filter { !$0.isEmpty }
        guard !views.isEmpty else { return "" }
        return PageFrame.section("What it does", views.joined(separator: "\n"))
    }

    private static func curves(_ report: TrainingReport) -> String {
        let chart = LearningCurveChart(report.record.curve)
        let drawing = chart.markup
        guard !drawing.isEmpty else { return "" }
        let best = chart.best.map { best in
            "Kept: the weights of step \(best.step), with the smallest validation loss, "
                + "\(PageText.number(best.loss)). "
        }
        let ending = report.record.ending.isEmpty ? "" : "Ended: \(report.record.ending)."
        let text = PageText.escaped((best ?? "") + ending)
        return PageFrame.section("How it learnt", "<p>\(text)</p>" + drawing)
    }

    private static func split(_ report: TrainingReport) -> String {
        let view = SplitView.markup(report.record.shares)
        return view.isEmpty
            ? ""
            : PageFrame.section(
                report.record.isEvaluation ? "What it was measured on" : "What it learnt from", view
            )
    }

    private static func classes(_ report: TrainingReport) -> String {
        let drawing = ClassBalanceChart(report.record.shares).markup
        guard !drawing.isEmpty else { return "" }
        return PageFrame.section("Classes", drawing)
    }

    private static func calibration(_ report: TrainingReport) -> String {
        let chart = ReliabilityChart(report.record.reliability)
        guard let gap = chart.meanGap else { return "" }
        let body = """
            <p>On the dotted line the network is right as often as it says. Mean distance from \
            it, each prediction counting once: \(PageText.number(gap)). Larger dots stand for \
            more predictions.</p>
            <div class="charts pair">\(chart.markup)<div>\(chart.table)</div></div>
            """
        return PageFrame.section("Is it as sure as it should be", body)
    }

    private static func probes(_ report: TrainingReport) -> String {
        guard !report.probes.isEmpty else { return "" }
        let text = """
            <p>What simple rules reach on the same held-out data without looking at the cells. \
            Near the network’s own value, the network may have learnt no more than the rule.</p>
            """
        return PageFrame.section("Shortcuts", text + charts(report.probes))
    }

    private static func notes(_ report: TrainingReport) -> String {
        guard !report.record.notes.isEmpty else { return "" }
        let lines = report.record.notes.map { "<li>\(PageText.escaped($0))</li>" }
        return PageFrame.section(
            "Notes", "<ul class=\"notes\">\(lines.joined(separator: "\n"))</ul>")
    }

    private static func reproduction(_ report: TrainingReport) -> String {
        let command =
            report.command.isEmpty ? "" : "<pre>\(PageText.escaped(report.command))</pre>"
        return PageFrame.section(
            "To make it again", ReportTables.facts(TrainingText.facts(report)) + command)
    }
}
