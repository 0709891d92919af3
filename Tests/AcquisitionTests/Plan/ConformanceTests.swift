import Testing

@testable import Acquisition

@Suite("Plans expand as in the useq-schema package")
struct ConformanceTests {
    @Test("channels that skip time points and planes")
    func skipping() throws {
        let plan = try plan(
            """
            channels: [A, {config: B, acquire_every: 2, do_stack: false}]
            time_plan: {interval: 0, loops: 3}
            z_plan: {range: 2, step: 1}
            axis_order: tpgcz
            """)

        let found = plan.events.map { "\($0.index) \($0.channel?.config ?? "")" }

        #expect(
            found == [
                "t0 c0 z0 A", "t0 c0 z1 A", "t0 c0 z2 A", "t0 c1 z1 B", "t1 c0 z0 A",
                "t1 c0 z1 A", "t1 c0 z2 A", "t2 c0 z0 A", "t2 c0 z1 A", "t2 c0 z2 A", "t2 c1 z1 B",
            ])
        #expect(plan.sizes[.time] == 3 && plan.sizes[.channel] == 2 && plan.sizes[.z] == 3)
        #expect(plan.usedAxes == [.time, .channel, .z])
        #expect(plan.eventCount == 11)
    }

    @Test("a stack at one position only, with positions outermost")
    func stackAtOnePosition() throws {
        let plan = try plan(
            """
            axis_order: ptcz
            stage_positions:
              - {x: 0, y: 0, z: 0}
              - {x: 1, y: 1, z: 1, sequence: {z_plan: {range: 2, step: 1}}}
            channels: [A]
            time_plan: {interval: 1, loops: 2}
            """)

        #expect(
            plan.lines == [
                "t0 p0 c0 A x0.0 y0.0 z0.0 at 0.0 reset", "t1 p0 c0 A x0.0 y0.0 z0.0 at 1.0",
                "t0 p1 c0 z0 A x1.0 y1.0 z0.0 at 0.0 reset",
                "t0 p1 c0 z1 A x1.0 y1.0 z1.0 at 0.0", "t0 p1 c0 z2 A x1.0 y1.0 z2.0 at 0.0",
                "t1 p1 c0 z0 A x1.0 y1.0 z0.0 at 1.0", "t1 p1 c0 z1 A x1.0 y1.0 z1.0 at 1.0",
                "t1 p1 c0 z2 A x1.0 y1.0 z2.0 at 1.0",
            ])
    }

    @Test("a position's own grid is innermost, and its key comes last")
    func gridAtOnePosition() throws {
        let plan = try plan(
            """
            channels: [A, B]
            z_plan: {range: 2, step: 1}
            stage_positions:
              - {x: 0, y: 0, z: 0}
              - {x: 10, y: 10, z: 5,
                 sequence: {grid_plan: {rows: 1, columns: 2, fov_width: 10, fov_height: 10}}}
            """)

        let second = plan.lines.filter { $0.hasPrefix("p1") }

        #expect(
            second == [
                "p1 c0 z0 g0 A x5.0 y10.0 z4.0", "p1 c0 z0 g1 A x15.0 y10.0 z4.0",
                "p1 c0 z1 g0 A x5.0 y10.0 z5.0", "p1 c0 z1 g1 A x15.0 y10.0 z5.0",
                "p1 c0 z2 g0 A x5.0 y10.0 z6.0", "p1 c0 z2 g1 A x15.0 y10.0 z6.0",
                "p1 c1 z0 g0 B x5.0 y10.0 z4.0", "p1 c1 z0 g1 B x15.0 y10.0 z4.0",
                "p1 c1 z1 g0 B x5.0 y10.0 z5.0", "p1 c1 z1 g1 B x15.0 y10.0 z5.0",
                "p1 c1 z2 g0 B x5.0 y10.0 z6.0", "p1 c1 z2 g1 B x15.0 y10.0 z6.0",
            ])
    }

    @Test("a position's own channels replace the plan's, and take the first one's exposure")
    func channelsAtOnePosition() throws {
        let plan = try plan(
            """
            channels: [{config: A, exposure: 10}, B]
            stage_positions: [{x: 0}, {x: 1, sequence: {channels: [C]}}]
            """)

        #expect(
            plan.lines == ["p0 c0 A 10ms x0.0", "p0 c1 B x0.0", "p1 c0 C 10ms x1.0"])
    }

    @Test("a position's own channels and stack are acquired once")
    func channelsAndStackAtOnePosition() throws {
        let plan = try plan(
            """
            channels: [{config: A, exposure: 10}, B]
            stage_positions:
              - {z: 0}
              - {z: 5, sequence: {channels: [C, D], z_plan: {range: 2, step: 1}}}
            """)

        #expect(
            Array(plan.lines.dropFirst(2)) == [
                "p1 c0 z0 C 10ms z4.0", "p1 c0 z1 C 10ms z5.0", "p1 c0 z2 C 10ms z6.0",
                "p1 c1 z0 D 10ms z4.0", "p1 c1 z1 D 10ms z5.0", "p1 c1 z2 D 10ms z6.0",
            ])
    }

    @Test("a position's own time plan starts again, and resets the timer")
    func timeAtOnePosition() throws {
        let plan = try plan(
            """
            time_plan: {interval: 5, loops: 2}
            stage_positions: [{x: 0}, {x: 1, sequence: {time_plan: {interval: 1, loops: 2}}}]
            """)

        #expect(
            plan.lines == [
                "t0 p0 x0.0 at 0.0 reset", "t0 p1 x1.0 at 0.0", "t1 p1 x1.0 at 1.0",
                "t1 p0 x0.0 at 5.0", "t0 p1 x1.0 at 0.0 reset", "t1 p1 x1.0 at 1.0",
            ])
    }

    @Test("a grid outside positions is added to each of them")
    func gridOutsidePositions() throws {
        let plan = try plan(
            """
            axis_order: gpc
            grid_plan: {rows: 1, columns: 2, fov_width: 1, fov_height: 1}
            stage_positions: [{x: 0, y: 0}, {x: 5, y: 5}]
            """)

        #expect(
            plan.lines == [
                "p0 g0 x-0.5 y0.0", "p1 g0 x4.5 y5.0", "p0 g1 x0.5 y0.0", "p1 g1 x5.5 y5.0",
            ])
    }

    @Test("a channel that does not stack takes the plane in the middle")
    func middlePlane() throws {
        let plan = try plan(
            "{channels: [{config: A, do_stack: false}], z_plan: {relative: [0, 1, 2, 3]}}")

        #expect(plan.lines == ["c0 z2 A z2.0"])
    }

    @Test("the shutter stays open inside a stack, and closes at its end")
    func shutter() throws {
        let plan = try plan(
            """
            axis_order: tpcz
            channels: [A, B]
            z_plan: {range: 2, step: 1}
            keep_shutter_open_across: [z]
            """)

        #expect(plan.events.map(\.keepShutterOpen) == [true, true, false, true, true, false])
    }

    @Test("a position's properties are set when the position changes")
    func properties() throws {
        let plan = try plan(
            """
            channels: [A, B]
            stage_positions: [{x: 0, properties: [[Filter, Label, "2"]]}, {x: 1}]
            """)

        let filter = DeviceProperty(device: "Filter", property: "Label", value: .string("2"))

        #expect(plan.events.map(\.properties) == [[filter], nil, nil, nil])
    }

    @Test("autofocus comes before each image whose axes moved, at home z")
    func autofocus() throws {
        let plan = try plan(
            """
            time_plan: {interval: 1, loops: 2}
            stage_positions: [{x: 0, z: 10}, {x: 1, z: 20}]
            z_plan: {relative: [-1, 1]}
            autofocus_plan: {axes: [t, p], autofocus_motor_offset: 3}
            """)

        let focusing = plan.lines.filter { $0.contains("AF") }

        #expect(
            focusing == [
                "t0 p0 z0 AF x0.0 z10.0 at 0.0 reset", "t0 p1 z0 AF x1.0 z20.0 at 0.0",
                "t1 p0 z0 AF x0.0 z10.0 at 1.0", "t1 p1 z0 AF x1.0 z20.0 at 1.0",
            ])
        #expect(plan.lines[1] == "t0 p0 z0 x0.0 z9.0 at 0.0 reset")
        #expect(plan.eventCount == 12)
    }

    @Test("an absolute plan gets the channel's offset too")
    func offsetOfAbsolutePlan() throws {
        let plan = try plan(
            "{channels: [{config: A, z_offset: 3}], z_plan: {absolute: [0, 1, 2]}}")

        #expect(plan.events.map(\.zMicrometers) == [3, 4, 5])
    }

    @Test("a plan without plans has no events")
    func nothing() throws {
        #expect(try plan("{metadata: {a: 1}}").lines.isEmpty)
    }
}
