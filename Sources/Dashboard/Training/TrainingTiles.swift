import Models

/// The few large numbers of a training's page.
struct TrainingTiles {
    private let report: TrainingReport

    init(_ report: TrainingReport) { self.report = report }

    var all: [ReportData.Figure] {
        report.record.figures.prefix(3).map(tile) + [size, time].compactMap(\.self)
    }

    private func tile(_ figure: TrainingRecord.Figure) -> ReportData.Figure {
        let text = FigureText(figure)
        let peer = text.strongestPeer
        let isAhead = peer.map { text.isBetter(figure.value, than: $0.value) } ?? false
        let note = peer.map { "\($0.name) \(text.withUnit(PageText.number($0.value)))" }
        return ReportData.Figure(
            text.value, text.name, note: note ?? text.interval ?? "",
            tone: isAhead ? .good : .plain)
    }

    private var size: ReportData.Figure? {
        guard report.record.parameterCount > 0 else { return nil }
        let bytes = report.file.map { TrainingText.size($0.byteCount) + " on disk" }
        return ReportData.Figure(
            TrainingText.large(report.record.parameterCount), "parameters", note: bytes ?? "")
    }

    private var time: ReportData.Figure? {
        guard report.record.seconds > 0 else { return nil }
        let steps = report.record.stepCount
        return ReportData.Figure(
            PageText.clock(report.record.seconds), "training time",
            note: steps > 0 ? "\(steps) steps" : "")
    }
}
