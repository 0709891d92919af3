import Models

/// The facts of a training in words, for the page and the card.
enum TrainingText {
    /// More sources than this are counted on top and named below.
    private static let mostSources = 3

    /// "Trained on rig-a, rig-b: 320 frames of 6 positions, 1812 cells."
    static func origin(_ record: TrainingRecord) -> String {
        let sources =
            record.sources.count > mostSources
            ? "\(record.sources.count) sources" : record.sources.joined(separator: ", ")
        guard let share = record.shares.first(where: { $0.part == "training" }) else {
            return sources.isEmpty ? "" : "Trained on \(sources)."
        }
        let counts =
            SplitView.counted(share.frameCount, "frame") + " of "
            + SplitView.counted(share.positions.count, "position")
            + (share.cellCount > 0 ? ", \(SplitView.counted(share.cellCount, "cell"))" : "")
        return "Trained on " + (sources.isEmpty ? "" : "\(sources): ") + counts + "."
    }

    /// Names and values, without what is not known.
    static func facts(_ report: TrainingReport) -> [ReportData.Fact] {
        let record = report.record
        var facts: [(String, String)] = []
        if let file = report.file {
            facts += [
                ("Package", file.name), ("File", file.path), ("Size", size(file.byteCount)),
                ("Hash", file.hash), ("Made", file.date),
            ]
        }
        facts += [
            ("Network", record.network), ("Sources", record.sources.joined(separator: ", ")),
            ("Seed", "\(record.seed)"),
        ]
        if record.stepCount > 0 {
            let images = record.batchCount > 0 ? " of \(record.batchCount) images each" : ""
            facts.append(("Steps", "\(record.stepCount)\(images)"))
        }
        if record.parameterCount > 0 { facts.append(("Parameters", "\(record.parameterCount)")) }
        if record.seconds > 0 { facts.append(("Time", PageText.clock(record.seconds))) }
        facts.append(("Ended", record.ending))
        return facts.filter { !$0.1.isEmpty }.map { ReportData.Fact($0.0, $0.1) }
    }

    /// "412 kB", "1.2 MB".
    static func size(_ byteCount: Int) -> String {
        if byteCount < 1000 { return "\(byteCount) bytes" }
        return byteCount < 1_000_000
            ? "\(PageText.number(Double(byteCount) / 1e3)) kB"
            : "\(PageText.number(Double(byteCount) / 1e6)) MB"
    }

    /// "950", "48.2 k", "1.3 M".
    static func large(_ count: Int) -> String {
        if count < 10_000 { return "\(count)" }
        return count < 1_000_000
            ? "\(PageText.number(Double(count) / 1e3)) k"
            : "\(PageText.number(Double(count) / 1e6)) M"
    }
}
