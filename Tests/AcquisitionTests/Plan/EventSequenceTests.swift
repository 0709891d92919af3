import Testing

@testable import Acquisition

@Suite("Events come one at a time")
struct EventSequenceTests {
    private static let long = """
        time_plan: {interval: 1, loops: 1000000}
        stage_positions: [{x: 0, y: 0, z: 0}, {x: 1, y: 0, z: 0}]
        channels: [A, {config: B, acquire_every: 10}]
        z_plan: {range: 4, step: 1}
        """

    @Test("a plan of eleven million events starts at once, and is counted without walking")
    func lazy() throws {
        let plan = try plan(Self.long)

        #expect(plan.eventCount == 11_000_000)
        #expect(
            plan.events.prefix(3).map(\.index.description) == [
                "t0 p0 c0 z0", "t0 p0 c0 z1", "t0 p0 c0 z2",
            ])
    }

    @Test("walking twice gives the same, autofocus included")
    func repeatable() throws {
        let plan = try plan(
            """
            time_plan: {interval: 1, loops: 3}
            stage_positions: [{x: 0}, {x: 1}]
            autofocus_plan: {axes: [p]}
            """)

        #expect(Array(plan.events) == Array(plan.events))
        #expect(plan.lines.count == 12)
    }

    @Test("keys come in the order t, p, g, c, z, whatever the axis order")
    func keyOrder() throws {
        let plan = try plan(
            """
            {axis_order: zcpt, channels: [A], z_plan: {absolute: [1]},
             stage_positions: [{x: 1}], time_plan: {interval: 1, loops: 1}}
            """)

        #expect(plan.events.map(\.index.axes) == [[.time, .position, .channel, .z]])
        #expect(plan.usedAxes == [.z, .channel, .position, .time])
    }

    @Test("an index takes its axes in any order")
    func index() {
        var index: EventIndex = EventIndex([.channel: 2, .time: 5])
        index[.channel] = 3

        #expect(index.axes == [.channel, .time])
        #expect(index[.channel] == 3 && index[.time] == 5 && index[.z] == nil)
        #expect(index.description == "c3 t5")
    }
}
