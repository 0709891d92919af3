import Acquisition
import Agent

/// The few large numbers of a report.
struct ReportFigures {
    private let source: ReportSource
    private let exposures: [ExposureRecord]

    init(_ source: ReportSource, _ exposures: [ExposureRecord]) {
        self.source = source
        self.exposures = exposures
    }

    var all: [ReportData.Figure] {
        [divisions, harmed, largestDose, share, frames].compactMap(\.self)
    }

    private var divisions: ReportData.Figure? {
        guard let score = source.score else { return nil }
        let errors = score.divisions.filter(\.isCaught).compactMap { $0.timingError.map(abs) }
        let worst =
            errors.max().map { "anaphase timed within \(Int($0.rounded(.up)))\u{A0}s" } ?? ""
        return ReportData.Figure(
            "\(score.caughtCount) of \(score.divisions.count)", "divisions caught", note: worst,
            tone: score.caughtCount == score.divisions.count ? .good : .plain)
    }

    private var harmed: ReportData.Figure? {
        guard let score = source.score else { return nil }
        let kinds = Set(score.harmed.flatMap(\.outcomes)).sorted().joined(separator: ", ")
        return ReportData.Figure(
            "\(score.harmed.count)", "cells harmed", note: kinds,
            tone: score.harmed.isEmpty ? .good : .bad)
    }

    private var largestDose: ReportData.Figure? {
        guard exposures.allSatisfy({ $0.joulesPerCm2 != nil }) else { return nil }
        var sums: [String: Double] = [:]
        for exposure in exposures {
            sums[exposure.position, default: 0] += exposure.joulesPerCm2 ?? 0
        }
        guard let largest = sums.values.max() else { return nil }
        let note = source.budgetPerPosition.map {
            "\(PageText.number(largest / $0 * 100))\u{A0}% of its budget"
        }
        return ReportData.Figure(
            "\(PageText.number(largest))\u{A0}J/cm²", "largest dose of a position", note: note ?? ""
        )
    }

    private var share: ReportData.Figure? {
        guard let fixed = source.fixedScheduleDose, fixed > 0, !source.positionNames.isEmpty else {
            return nil
        }
        let spent = exposures.filter { !source.transmitted.contains($0.channel) }
            .reduce(0) { $0 + ($1.joulesPerCm2 ?? 0) }
        let whole = fixed * Double(source.positionNames.count)
        return ReportData.Figure(
            "\(PageText.number(spent / whole * 100))\u{A0}%", "of the fixed schedule’s light",
            note: "\(PageText.number(spent)) of \(PageText.number(whole))\u{A0}J/cm², fluorescence")
    }

    private var frames: ReportData.Figure? {
        let byChannel = Dictionary(grouping: exposures, by: \.channel)
        let parts = source.channels.compactMap { channel in
            byChannel[channel.name].map { "\($0.count) \(channel.name)" }
        }
        return ReportData.Figure(
            "\(exposures.count)", "exposures", note: parts.joined(separator: ", "))
    }
}
