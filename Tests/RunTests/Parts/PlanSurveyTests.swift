import Hardware
import Testing

@testable import Acquisition

@Suite("Plan survey")
struct PlanSurveyTests {
    private static func refusals(_ yaml: String, rig: String? = nil) throws -> [String] {
        let file = try RigFile.parse(rig ?? Samples.rigFileText, file: "rig.yaml")
        do {
            _ = try RunPlan(
                experiment: try Samples.experiment(yaml), rig: file, sensor: (64, 64))
            return []
        } catch let AcquisitionError.refused(reasons) { return reasons }
    }

    private static let channels = "channels: [{config: phase, exposure: 10}]"

    @Test(
        "refuses a place outside the limits of any axis, and names it",
        arguments: [
            ("{name: far, x: 2000.1, y: 0}", "x = 2000.1"), ("{x: 0, y: -2001}", "y = -2001"),
            ("{x: 0, y: 0, z: 200.5}", "z = 200.5"),
        ])
    func outsideLimits(position: String, words: String) throws {
        let refusals = try Self.refusals("\(Self.channels)\nstage_positions: [\(position)]")

        #expect(refusals.count == 1)
        #expect(refusals.first?.hasPrefix("test.yaml:2:19: ") == true, "\(refusals)")
        #expect(refusals.first?.contains(words) == true, "\(refusals)")
    }

    @Test("takes a place on the limit")
    func onTheLimit() throws {
        let yaml = "\(Self.channels)\nstage_positions: [{x: 2000, y: -2000, z: 200}]"

        #expect(try Self.refusals(yaml).isEmpty)
    }

    @Test("refuses x without y")
    func halfPosition() throws {
        let refusals = try Self.refusals("\(Self.channels)\nstage_positions: [{x: 5}]")

        #expect(refusals.contains { $0.contains("x without y") }, "\(refusals)")
    }

    @Test("refuses a channel that the rig has not, and says which it has")
    func unknownChannel() throws {
        let refusals = try Self.refusals("channels: [{config: ultraviolet, exposure: 10}]")

        #expect(refusals.count == 1)
        #expect(refusals.first?.hasPrefix("test.yaml:1:21: ") == true)
        #expect(refusals.first?.contains("ultraviolet") == true)
        #expect(refusals.first?.contains("nuclei") == true)
    }

    @Test("refuses a plane of a stack that leaves the limits")
    func stackOutside() throws {
        let yaml = """
            \(Self.channels)
            stage_positions: [{x: 0, y: 0, z: 195}]
            z_plan: {range: 20, step: 5}
            """

        #expect(try Self.refusals(yaml).contains { $0.contains("z = 205") })
    }

    @Test("refuses a field of a grid that leaves the limits")
    func gridOutside() throws {
        let yaml = """
            \(Self.channels)
            stage_positions: [{x: 1900, y: 0}]
            grid_plan: {rows: 1, columns: 5, fov_width: 100, fov_height: 100}
            """

        #expect(try Self.refusals(yaml).contains { $0.contains("x = 2100") })
    }

    @Test("refuses to move an axis whose limits nobody stated")
    func unknownLimits() throws {
        let rig = Samples.rigFileText.split(separator: "\n").filter { !$0.hasPrefix("  z: [") }
            .joined(separator: "\n")
        let yaml = "\(Self.channels)\nstage_positions: [{x: 0, y: 0, z: 1}]"

        #expect(try Self.refusals(yaml, rig: rig).contains { $0.contains("no limits for z") })
    }

    @Test("counts what the run will do")
    func counts() throws {
        let file = try RigFile.parse(Samples.rigFileText, file: "rig.yaml")
        let plan = try RunPlan(
            experiment: try Samples.experiment(Samples.watch(loops: 10)), rig: file,
            sensor: (64, 64))

        #expect(plan.eventCount == 40)
        #expect(plan.positionNames == ["A", "B"])
        #expect(plan.channelNames == ["phase", "nuclei"])
        #expect(plan.survey.lastStart == .seconds(9 * 120))
        #expect(plan.survey.timePointCount == 10)
    }

    @Test("a plan that goes from position to position lasts as long as all of them together")
    func durationOfResets() throws {
        let places = (0..<200).map { "{x: \($0), y: 0}" }.joined(separator: ", ")
        let yaml = """
            axis_order: ptc
            time_plan: {interval: 60, loops: 3}
            stage_positions: [\(places)]
            \(Self.channels)
            """
        let file = try RigFile.parse(Samples.rigFileText, file: "rig.yaml")
        let plan = try RunPlan(
            experiment: try Samples.experiment(yaml), rig: file, sensor: (64, 64))

        #expect(plan.survey.lastStart == .seconds(200 * 120))
    }
}
