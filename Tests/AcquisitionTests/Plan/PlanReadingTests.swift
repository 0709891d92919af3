import Documents
import Hardware
import Testing

@testable import Acquisition

@Suite("Reading plans")
struct PlanReadingTests {
    @Test("a channel is a name, or a mapping with units or without")
    func channels() throws {
        let channels = try plan(
            """
            channels:
              - DAPI
              - {config: FITC, exposure: 12.5, group: Lamp, z_offset: 2, camera: null}
              - {config: Cy5, exposure: 100 ms, acquire_every: 3, do_stack: no, z_offset: 500 nm}
            """
        ).channels

        #expect(channels[0] == ChannelPlan(config: "DAPI"))
        #expect(channels[1].exposure == .microseconds(12_500) && channels[1].group == "Lamp")
        #expect(channels[2].exposure == .milliseconds(100) && channels[2].acquireEvery == 3)
        #expect(!channels[2].doesStack && channels[2].zOffsetMicrometers == 0.5)
    }

    @Test(
        "what useq-schema would pass over is refused, with place and suggestion",
        arguments: [
            ("chanels: [A]", "1:1: unknown key \"chanels\"; did you mean \"channels\"?"),
            ("channels: [{config: A, exposur: 3}]", "did you mean \"exposure\"?"),
            ("stage_positions: [[0, 0, 1]]", "1:19: a position is written {x: 0, y: 0, z: 0}"),
            ("channels: [{config: A, exposure: 0}]", "1:34: an exposure must be longer than 0"),
            ("channels: [{config: A, exposure: -1}]", "longer than 0"),
            ("channels: [{config: A, exposure: .nan}]", "1:34"),
            ("channels: [{config: A, exposure: 3 mW}]", "is not a duration"),
            ("channels: [{exposure: 3}]", "missing key \"config\""),
            ("channels: A", "expected a list"),
            ("channels: [{config: A, acquire_every: 0}]", "1 or more"),
            ("channels: [{config: A, acquire_every: 1.5}]", "whole number"),
            ("axis_order: tpq", "\"q\" is not an axis"),
            ("axis_order: tpt", "twice"),
            ("stage_positions: [{x: .inf}]", "1:23"),
            ("stage_positions: [{x: 1, sequence: {stage_positions: [{x: 2}]}}]", "positions"),
            (
                "stage_positions: [{x: 1, sequence: {keep_shutter_open_across: z}}]",
                "belongs to the whole plan"
            ),
            ("autofocus_plan: {axes: p}", "axes is a list"),
            ("{z_plan: {absolute: [1]}, autofocus_plan: {axes: [p]}}", "contradict"),
            ("setup: {action: {type: acquire_image}}", "setup cannot take an image"),
            (
                """
                {axis_order: zp, z_plan: {range: 2, step: 1},
                 stage_positions: [{sequence: {z_plan: {range: 1, step: 1}}}]}
                """, "z cannot come before p"
            ),
        ])
    func refusals(text: String, message: String) {
        #expect(refusal(text).contains(message), "\(refusal(text))")
    }

    @Test("a full dump of a plan reads back")
    func fullDump() throws {
        let plan = try plan(
            """
            {"metadata": {"a": [1, 2.5, "b", null, true]}, "axis_order": ["t", "p", "g", "c", "z"],
             "stage_positions": [{"x": 1.0, "y": null, "z": 2.0, "name": null, "sequence": null,
               "properties": null, "plate_row": null, "plate_col": null, "grid_row": null,
               "grid_col": null}],
             "grid_plan": {"fov_width": null, "fov_height": null, "overlap": [0.0, 0.0],
               "mode": "row_wise_snake", "rows": 1, "columns": 1, "relative_to": "center"},
             "channels": [{"config": "A", "group": "Channel", "exposure": null, "do_stack": true,
               "z_offset": 0.0, "acquire_every": 1, "camera": null}],
             "time_plan": {"prioritize_duration": false, "interval": 1.0, "loops": 2},
             "z_plan": {"go_up": true, "range": 2.0, "step": 1.0}, "autofocus_plan": null,
             "setup": null, "keep_shutter_open_across": []}
            """)

        #expect(plan.eventCount == 6)
        #expect(
            plan.metadata["a"]
                == .list([.int(1), .double(2.5), .string("b"), .null, .bool(true)]))
    }

    @Test("a setup is kept apart from the events")
    func setup() throws {
        let plan = try plan(
            """
            channels: [A]
            setup:
              properties: [[Camera, Binning, 2]]
              roi: [0, 0, 512, 256]
              exposure: 20
            """)

        #expect(plan.lines == ["c0 A"])
        #expect(plan.setup?.region?.height == 256)
        #expect(plan.setup?.action == .custom(name: "setup", data: [:]))
        #expect(plan.setup?.properties?.first?.value == .int(2))
    }

    @Test("x and y give way to absolute grids, but not where a position has its own grid")
    func absoluteGrids() throws {
        let plan = try plan(
            """
            grid_plan: {top: 1, left: 0, bottom: 0, right: 1, fov_width: 2, fov_height: 2}
            stage_positions:
              - {x: 5, y: 6}
              - {x: 7, y: 8, sequence: {grid_plan: {rows: 1, columns: 1}}}
            """)

        #expect(plan.lines == ["p0 g0 x1.0 y0.0", "p1 g0 x7.0 y8.0"])
        #expect(plan.warnings.contains { $0.message.contains("give way") && $0.line == 3 })
    }

    @Test("the camera's field is filled in where the plan gives none")
    func field() throws {
        let plan = try plan(
            """
            grid_plan: {rows: 1, columns: 2}
            stage_positions:
              - {x: 0, y: 0}
              - {x: 0, y: 0, sequence: {grid_plan: {rows: 1, columns: 2, fov_width: 5}}}
            """)

        let filled = plan.fillingField(widthMicrometers: 100, heightMicrometers: 80)

        #expect(plan.events.map(\.xMicrometers) == [-0.5, 0.5, -2.5, 2.5])
        #expect(filled.events.map(\.xMicrometers) == [-50, 50, -2.5, 2.5])
        #expect(plan.warnings.contains { $0.isAboutUnknownField })
        #expect(!filled.warnings.contains { $0.isAboutUnknownField })
    }

    @Test("a large area without a field waits for the rig's, and is not laid out before")
    func fieldOfLargeArea() throws {
        let plan = try plan("grid_plan: {top: 9000, left: 0, bottom: 0, right: 9000}")

        let filled = plan.fillingField(widthMicrometers: 1000, heightMicrometers: 1000)
        let tooSmall = plan.fillingField(widthMicrometers: 2, heightMicrometers: 2)

        #expect(plan.eventCount == 0 && plan.warnings.contains { $0.severity == .error })
        #expect(filled.eventCount == 81 && !filled.warnings.contains { $0.severity == .error })
        #expect(tooSmall.eventCount == 0 && tooSmall.warnings.contains { $0.severity == .error })
    }
}
