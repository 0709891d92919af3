import Acquisition

/// How each network of a run has done, from its records.
enum NetworkLines {
    /// In the order in which the networks first appear.
    static func all(_ records: [NetworkRecord]) -> [ReportData.NetworkLine] {
        var names: [String] = []
        for record in records where !names.contains(record.network) { names.append(record.network) }
        let byName = Dictionary(grouping: records, by: \.network)
        return names.map { line($0, byName[$0] ?? []) }
    }

    private static func line(_ name: String, _ records: [NetworkRecord]) -> ReportData.NetworkLine {
        var line = ReportData.NetworkLine(name: name, hash: records.last?.hash ?? "")
        line.lookCount = records.count { $0.outcome == .result }
        line.skippedCount = records.count { $0.outcome == .skipped }
        line.failedCount = records.count { $0.outcome == .failed }
        let latencies = records.compactMap(\.latencySeconds).sorted()
        line.medianSeconds = quantile(latencies, 0.5)
        line.tailSeconds = quantile(latencies, 0.99)
        line.uncertainty = quantile(records.compactMap(\.uncertainty).sorted(), 0.5)
        return line
    }

    /// The smallest value that `share` of the values do not pass; `nil` of none.
    private static func quantile(_ sorted: [Double], _ share: Double) -> Double? {
        guard !sorted.isEmpty else { return nil }
        let rank = Int((Double(sorted.count) * share).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }
}
