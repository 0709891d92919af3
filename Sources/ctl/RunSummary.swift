import Acquisition
import Agent
import Dashboard
import Hardware

/// The one table of a run: from its journal, and from the truth where the rig was a simulated one.
struct RunSummary {
    private let folder: RunFolder
    private let inputs: Inputs
    private let journal: Journal
    private let score: RunScore?

    init(_ folder: RunFolder, inputs: Inputs, journal: Journal, score: RunScore?) {
        self.folder = folder
        self.inputs = inputs
        self.journal = journal
        self.score = score
    }

    func table() throws -> SummaryTable {
        let state = try journal.lastState()
        let frames = try journal.frames()
        let exposures = try journal.exposures()
        let positions = Dictionary(exposures.map { ($0.eventIndex, $0.position) }) { first, _ in
            first
        }
        var table = SummaryTable(
            title: inputs.experiment.name ?? "experiment",
            state: state.map { words(for: $0) } ?? "not begun",
            rows: names(exposures).map { name in
                row(name, exposures, frameCount: frames.count { positions[$0.eventIndex] == name })
            },
            reportPath: folder.report)
        table.fluorescenceDose = exposures.filter { isFluorescence($0.channel) }
            .reduce(0) { $0 + ($1.joulesPerCm2 ?? 0) }
        table.fixedScheduleDose = try fixedDose()
        return table
    }

    /// The positions in the order in which they were first exposed.
    private func names(_ exposures: [ExposureRecord]) -> [String] {
        var seen: Set<String> = []
        return exposures.map(\.position).filter { seen.insert($0).inserted }
    }

    private func row(
        _ name: String, _ exposures: [ExposureRecord], frameCount: Int
    ) -> SummaryTable.Row {
        let own = exposures.filter { $0.position == name }
        var row = SummaryTable.Row(
            position: name, frames: frameCount,
            dose: own.reduce(0) { $0 + ($1.joulesPerCm2 ?? 0) },
            budget: inputs.experiment.light.budget.perPosition)
        guard let score, let first = own.first,
            let place = score.place(nearestTo: first.xMicrometers, first.yMicrometers)
        else { return row }
        let divisions = score.divisions.filter { $0.place == place }
        row.divisions = divisions.count
        row.caught = divisions.count(where: \.isCaught)
        row.harmed = score.harmed.count { $0.place == place }
        return row
    }

    private func isFluorescence(_ channel: String) -> Bool {
        inputs.rig.channel(channel)?.emissionNanometers != nil
    }

    /// Fluorescence of the plan as it stands, every exposure taken.
    private func fixedDose() throws -> Double {
        let sensor = try journal.sensorSize() ?? (65_536, 65_536)
        let full = try RunPlan(
            experiment: inputs.experiment, rig: inputs.rig, sensor: sensor
        ).fullSchedule()
        return full.channels.filter(isFluorescence).reduce(0) {
            $0 + full.joulesPerCm2(channel: $1)
        }
    }

    private func words(for state: StateRecord) -> String {
        switch state.state {
        case .completed: "completed"
        case .cancelled: "stopped"
        case .failed: "failed"
        default: "not ended"
        }
    }
}

extension Journal {
    /// Width and height of the run's camera.
    func sensorSize() throws -> (width: Int, height: Int)? {
        guard let text = try fact("camera.sensor") else { return nil }
        let sides = text.split(separator: "x").compactMap { Int($0) }
        return sides.count == 2 ? (sides[0], sides[1]) : nil
    }
}
