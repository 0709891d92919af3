import Acquisition
import Hardware

/// What `check` prints.
struct CheckText {
    private let report: CheckReport
    private let plan: RunPlan

    init(_ report: CheckReport, plan: RunPlan) {
        self.report = report
        self.plan = plan
    }

    var text: String {
        var lines = [
            "\(plan.experiment.name ?? "experiment") on \(plan.rig.name)",
            "  frames      \(report.frameCount) at most, in \(plan.positionNames.count) fields",
            "  time        \(clock(report.duration)) at least",
            "  disk        about \(megabytes(report.disk.compressedByteCount)) MB; "
                + "\(megabytes(report.disk.freeByteCount)) MB are free",
        ]
        lines += light
        return lines.joined(separator: "\n")
    }

    private var light: [String] {
        guard report.places.contains(where: { $0.joulesPerCm2 != nil }) else {
            return ["  light       not calibrated: counted in relative units"]
        }
        let width = (report.places.map(\.name.count) + [8]).max() ?? 8
        let channels = plan.channelNames
        let head =
            "  " + "position".padded(width) + channels.map { $0.leftPadded(14) }.joined()
            + "all".leftPadded(14) + "  J/cm²"
        let rows = report.places.map { place in
            let parts = channels.map { dose(place.joulesByChannel[$0] ?? 0).leftPadded(14) }
            return "  " + place.name.padded(width) + parts.joined()
                + dose(place.joulesPerCm2 ?? 0).leftPadded(14)
        }
        let budget = plan.experiment.light.budget
        let limits = [
            ("per position", budget.perPosition), ("per cell", budget.perCell), ("run", budget.run),
        ].compactMap { name, value in value.map { "\(name) \(dose($0))" } }
        return ["  light if every planned exposure is taken:", head] + rows + [
            "  most exposed spot \(dose(report.peakPerCell)) J/cm²; budget: "
                + (limits.isEmpty
                    ? "none, so that the plan alone limits the light"
                    : limits.joined(separator: ", ") + " J/cm²")
        ]
    }

    private func dose(_ value: Double) -> String {
        let scale = value < 1 ? 10_000.0 : 100
        return "\((value * scale).rounded() / scale)"
    }

    private func megabytes(_ count: Int64) -> Int64 { count / 1_000_000 }

    private func clock(_ duration: Duration) -> String {
        let seconds = Int(duration.inSeconds.rounded(.up))
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0 ? "\(hours) h \(minutes) min" : "\(minutes) min \(seconds % 60) s"
    }
}

extension String {
    func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    func leftPadded(_ width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
