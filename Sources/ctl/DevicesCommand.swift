import ArgumentParser
import Documents
import Hardware

/// Tests every device of a rig.
struct DevicesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "List, test and read back every device of a rig.",
        discussion: "Nothing moves and nothing emits. Exit code 2 when a device is not healthy.")

    @Option(help: "The rig file.")
    var rig: String

    func run() async throws {
        let reports = try await refusing {
            let file = try RigFile.parse(try Inputs.text(of: rig), file: rig)
            return await Instrument.survey(
                file, wires: RealWires(), clock: SystemClock(speed: file.clockSpeed))
        }
        for report in reports {
            let state = report.isHealthy ? "ok" : "FAILED"
            Terminal.print(
                "\(report.label.padded(10)) \(state.padded(7)) \(report.driver.padded(14)) "
                    + "\(report.port)")
            if !report.identity.isEmpty { Terminal.print("           \(report.identity)") }
            for reading in report.readings { Terminal.print("           \(reading)") }
            if let problem = report.problem { Terminal.print("           \(problem)") }
        }
        if reports.contains(where: { !$0.isHealthy }) { throw ExitStatus.refused.code }
    }
}
