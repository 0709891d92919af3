import Acquisition
import Agent

extension SummaryTable {
    /// Reads a run's journal into the table that the run ends with.
    ///
    /// - Throws: where the journal cannot be read.
    package init(_ source: ReportSource, state: String, reportPath: String) throws {
        let exposures = try source.journal.exposures()
        let isCalibrated = exposures.allSatisfy { $0.joulesPerCm2 != nil }
        let byPosition = Dictionary(grouping: exposures, by: \.position)
        let frames = Dictionary(grouping: try source.journal.frames(), by: \.eventIndex)
        let rows = source.positionNames.enumerated().map { index, name in
            let own = byPosition[name] ?? []
            let places = source.places(ofPosition: index)
            let divisions = places.flatMap { places in
                source.score?.divisions.filter { places.contains($0.place) }
            }
            return Row(
                position: name, frames: own.count { frames[$0.eventIndex] != nil },
                dose: own.reduce(0) {
                    $0 + (isCalibrated ? $1.joulesPerCm2 ?? 0 : $1.relativeUnits)
                },
                budget: isCalibrated ? source.budgetPerPosition : nil,
                divisions: divisions?.count, caught: divisions?.count(where: \.isCaught),
                harmed: places.flatMap { places in
                    source.score?.harmed.count { places.contains($0.place) }
                })
        }
        let fluorescence = exposures.filter { !source.transmitted.contains($0.channel) }
            .reduce(0) { $0 + ($1.joulesPerCm2 ?? 0) }
        self.init(
            title: source.title, state: state, doseUnit: isCalibrated ? "J/cm²" : "rel. units",
            rows: rows, fluorescenceDose: isCalibrated ? fluorescence : nil,
            fixedScheduleDose: source.fixedScheduleDose.map {
                $0 * Double(source.positionNames.count)
            }, reportPath: reportPath)
    }
}
