import Models

/// What somebody must know before using a network, as the documentation of its package.
///
/// Checkers of the BioImage Model Zoo ask for a heading that names the validation.
package struct TrainingCard: Sendable, Equatable {
    package var report: TrainingReport
    /// What goes in and comes out, each with unit, pixel size and range.
    package var inputs: [String] = []
    package var outputs: [String] = []
    /// When not to trust it, beyond what the figures say.
    package var limits: [String] = []
    /// What users are asked to cite.
    package var citations: [String] = []
    /// An identifier of SPDX, such as `MIT`.
    package var license: String?

    package init(_ report: TrainingReport) { self.report = report }

    /// The card in Markdown.
    package var markdown: String {
        let parts = [
            "# \(MarkdownText.escaped(title))", MarkdownText.escaped(report.purpose),
            list("Input", inputs), list("Output", outputs), training, validation,
            list("Shortcuts", shortcuts), list("When not to trust it", doubts), classes,
            list("Notes", report.record.notes), list("How to cite", citations),
            license.map { "## Licence\n\n\(MarkdownText.escaped($0))" } ?? "", reproduction,
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var title: String { report.file?.name ?? report.record.network }

    private func list(_ heading: String, _ lines: [String]) -> String {
        guard !lines.isEmpty else { return "" }
        let items = lines.map { "- \(MarkdownText.escaped($0))" }
        return "## \(heading)\n\n\(items.joined(separator: "\n"))"
    }

    private var training: String {
        let origin = MarkdownText.escaped(TrainingText.origin(report.record))
        let shares = report.record.shares.map { share in
            [
                share.part, SplitView.names(share.positions), "\(share.frameCount)",
                share.cellCount > 0 ? "\(share.cellCount)" : "–",
            ]
        }
        let table = MarkdownText.table(["Part", "Positions", "Frames", "Cells"], shares)
        let body = [origin, table].filter { !$0.isEmpty }.joined(separator: "\n\n")
        return body.isEmpty ? "" : "## What it was trained on\n\n\(body)"
    }

    private var validation: String {
        let verdict = TrainingVerdict(report)
        let rows = report.record.figures.map { figure in
            let peers = figure.peers.map { "\($0.name) \(PageText.number($0.value))" }
            return [
                figure.name + (figure.isLowerBetter ? " (lower is better)" : ""),
                PageText.number(figure.value), FigureText(figure).interval ?? "–",
                peers.isEmpty ? "–" : peers.joined(separator: "; "),
            ]
        }
        let table = MarkdownText.table(
            ["Figure", "This network", "Interval", "Held against"], rows)
        let text = [
            "**\(MarkdownText.escaped(verdict.badge.text))**: \(MarkdownText.escaped(verdict.sentence))",
            MarkdownText.escaped(SplitView.heldOut(report.record.shares)), table, calibration,
        ]
        return "## Validation\n\n" + text.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var calibration: String {
        guard let gap = ReliabilityChart(report.record.reliability).meanGap else { return "" }
        return "Mean distance between how sure it is and how often it is right: "
            + "\(PageText.number(gap))."
    }

    private var shortcuts: [String] {
        report.probes.map { FigureText($0).sentence }
    }

    private var doubts: [String] { TrainingVerdict(report).doubts + limits }

    private var classes: String {
        let shares = report.record.shares.filter { !$0.classes.isEmpty }
        let names = Set(shares.flatMap { $0.classes.keys }).sorted()
        let rows = names.map { name in [name] + shares.map { "\($0.classes[name] ?? 0)" } }
        guard !rows.isEmpty else { return "" }
        return "## Cells of each class\n\n"
            + MarkdownText.table(["Class"] + shares.map(\.part), rows)
    }

    private var reproduction: String {
        let facts = TrainingText.facts(report).map {
            "- \(MarkdownText.escaped($0.name)): \(MarkdownText.escaped($0.value))"
        }
        let command = report.command.isEmpty ? [] : [MarkdownText.code(report.command)]
        return "## To make it again\n\n"
            + ([facts.joined(separator: "\n")] + command).joined(separator: "\n\n")
    }
}
