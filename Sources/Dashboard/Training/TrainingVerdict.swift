import Models

/// Whether to trust a network, in a few words and one sentence.
struct TrainingVerdict {
    let badge: ReportData.Badge
    /// The main figure beside its rivals.
    let sentence: String
    /// What speaks against trusting it; may be empty.
    let doubts: [String]

    /// Fewer cells than this teach nothing about their class.
    static let fewestCells = 20

    init(_ report: TrainingReport) {
        let main = report.record.figures.first.map(FigureText.init)
        sentence = main.map { $0.sentence + "." } ?? "Nothing was measured on held-out data."
        let shortcuts = Self.shortcuts(report.probes)
        doubts = Self.missing(report.record) + shortcuts + Self.rareClasses(report.record)
        badge =
            shortcuts.isEmpty ? Self.badge(main, report.record) : .init("a shortcut may do", .bad)
    }

    private static func badge(
        _ main: FigureText?, _ record: TrainingRecord
    ) -> ReportData.Badge {
        guard let main, main.figure.value.isFinite else { return .init("not measured", .warning) }
        if !record.shares.contains(where: { $0.part == "test" && $0.frameCount > 0 }) {
            return .init("nothing held out", .warning)
        }
        guard let peer = main.strongestPeer else { return .init("measured alone", .plain) }
        guard main.isBetter(main.figure.value, than: peer.value) else {
            return .init("no better than \(peer.name)", .bad)
        }
        let worst = main.figure.isLowerBetter ? main.figure.high : main.figure.low
        if let worst, !main.isBetter(worst, than: peer.value) {
            return .init("not clearly better than \(peer.name)", .warning)
        }
        let isOnly = main.figure.peers.count == 1
        return .init(
            isOnly ? "better than \(peer.name)" : "better than all it was held against", .good)
    }

    private static func missing(_ record: TrainingRecord) -> [String] {
        if record.figures.isEmpty {
            return ["Nothing was measured: evaluate it on data of its own before use."]
        }
        if !record.shares.contains(where: { $0.part == "test" && $0.frameCount > 0 }) {
            return [
                "Nothing was held out: the figures say how well it learnt, not how well it works."
            ]
        }
        return []
    }

    /// A rule that reaches the network's interval could be all that the network knows.
    private static func shortcuts(_ probes: [TrainingRecord.Figure]) -> [String] {
        probes.flatMap { probe in
            let text = FigureText(probe)
            let worst = (probe.isLowerBetter ? probe.high : probe.low) ?? probe.value
            return probe.peers.filter { !text.isBetter(worst, than: $0.value) && $0.value.isFinite }
                .map {
                    "\($0.name) reaches \(text.name) \(text.withUnit(PageText.number($0.value))), "
                        + "the network \(text.value): it may know no more than that."
                }
        }
    }

    /// Where classes are what is learnt; other networks see cells of any class.
    private static func rareClasses(_ record: TrainingRecord) -> [String] {
        guard NetworkKind(rawValue: record.network)?.judgesCells != false,
            let training = record.shares.first(where: { $0.part == "training" })
        else { return [] }
        return training.classes.sorted { $0.key < $1.key }.filter { $0.value < fewestCells }.map {
            "Only \($0.value) \($0.value == 1 ? "cell" : "cells") of class \($0.key) to learn from."
        }
    }
}
