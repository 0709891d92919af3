import Testing

@testable import Acquisition

@Suite("Traps are named")
struct PlanWarningTests {
    private static let origin = "stage_positions: [{x: 0, y: 0, z: 0}]"

    @Test(
        "each trap is told with its weight",
        arguments: [
            (
                "{axis_order: tc, channels: [A], z_plan: {range: 2, step: 1}}",
                "error: z_plan is ign"
            ),
            ("{\(origin), z_plan: {range: 2, step: -1}}", "error: the z plan has no plane"),
            ("{\(origin), z_plan: {top: 0, bottom: 2, step: 1}}", "error: the z plan has no plane"),
            ("{\(origin), z_plan: {range: 2, step: 0}}", "warning: a step of 0"),
            ("time_plan: {interval: 0, loops: 2}", "warning: an interval of 0 means"),
            ("time_plan: []", "warning: a time plan without phases"),
            ("channels: [{config: A, z_offset: 1}]", "error: z_offset is ignored"),
            ("channels: [A, A]", "warning: channel A is acquired twice"),
            ("channels: [{config: A, camera: B}]", "warning: camera is ignored"),
            (
                "{channels: [{config: A, acquire_every: 2}], axis_order: ct}",
                "warning: c comes before t"
            ),
            (
                "{channels: [{config: A, do_stack: false}], z_plan: {range: 0.4, step: 1}}",
                "error: channel A is never acquired"
            ),
            (
                "stage_positions: {plate: 96, a1_center_xy: [0, 0], selected_wells: null}",
                "error: selects no well"
            ),
            ("z_plan: {range: 2, step: 1}", "warning: the z plan is relative, and counts from 0"),
            ("grid_plan: {rows: 1, columns: 2}", "warning: the grid is relative, and counts"),
            ("grid_plan: {rows: 1, columns: 2}", "warning: fov_width and fov_height are not given"),
            (
                "{stage_positions: [{sequence: {}}], channels: [A, B]}",
                "error: an empty sequence keeps all channels but the first"
            ),
            (
                "stage_positions: [{sequence: {axis_order: c, z_plan: {absolute: [1]}}}]",
                "error: nothing is acquired here"
            ),
            (
                """
                {channels: [{config: A, exposure: 3}],
                 stage_positions: [{sequence: {channels: [B]}}]}
                """, "warning: channel B has no exposure"
            ),
            (
                """
                {time_plan: {interval: 1, loops: 2},
                 stage_positions: [{sequence: {time_plan: {interval: 1, loops: 2}}}]}
                """, "error: the position's time plan starts again"
            ),
            (
                """
                {channels: [A, B], stage_positions:
                 [{sequence: {channels: [C], autofocus_plan: {axes: [c]}}}]}
                """, "error: with an autofocus plan of its own"
            ),
            (
                """
                {channels: [{config: A, z_offset: 1}], z_plan: {range: 2, step: 1},
                 stage_positions: [{z: 0, sequence: {z_plan: {range: 4, step: 1}}}]}
                """, "error: z_offset of the plan's channels is ignored"
            ),
            ("stage_positions: [{name: a}, {name: a}]", "warning: two positions are called a"),
            (
                "stage_positions: [{sequence: {channels: [A], setup: {exposure: 3}}}]",
                "warning: setup of a position's own sequence is ignored"
            ),
            (
                "{channels: [A], autofocus_plan: {axes: [p]}}",
                "warning: autofocus on p never runs"
            ),
            (
                """
                {grid_plan: {top: 1, left: 0, bottom: 0, right: 1}, stage_positions: [{z: 1},{z: 2}]}
                """, "warning: the absolute grid is acquired again at each of 2"
            ),
            ("grid_plan: {x: 1, y: 1, name: a}", "error: name of a grid point is ignored"),
            (
                """
                grid_plan: {num_points: 50, max_width: 10, max_height: 10, random_seed: 1,
                            allow_overlap: false, fov_width: 5, fov_height: 5}
                """, "error: only"
            ),
        ])
    func trap(text: String, start: String) throws {
        let found = try warnings(text)

        #expect(found.contains { $0.hasPrefix(start) }, "\(found)")
    }

    @Test("a sound plan is read without a word")
    func sound() throws {
        let plan = try plan(
            """
            axis_order: tpgcz
            time_plan: {interval: 0:05:00, loops: 12}
            stage_positions: [{name: a, x: 0, y: 0, z: 1}, {name: b, x: 100, y: 0, z: 1}]
            grid_plan: {rows: 2, columns: 2, fov_width: 100, fov_height: 100}
            channels: [{config: phase, exposure: 10}, {config: nuclei, exposure: 50}]
            z_plan: {range: 4, step: 1}
            """)

        #expect(plan.warnings.isEmpty)
        #expect(plan.eventCount == 12 * 2 * 4 * 2 * 5)
    }

    @Test("a warning names its place")
    func place() throws {
        let plan = try plan("channels:\n  - A\n  - {config: B, z_offset: 1}\n")

        #expect(
            plan.warnings.map(\.description) == [
                "plan.yaml:3:5: z_offset is ignored without a z plan"
            ])
    }
}
