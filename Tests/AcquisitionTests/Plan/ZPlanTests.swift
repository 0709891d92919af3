import Testing

@testable import Acquisition

@Suite("Z plans")
struct ZPlanTests {
    @Test(
        "planes run from the bottom to the top, half a step beyond at most",
        arguments: [
            ("{top: 3, bottom: 1, step: 1}", [1.0, 2, 3]),
            ("{above: 2, below: 1, step: 1}", [-1, 0, 1, 2]),
            ("{above: -2, below: -1, step: 1}", [-1, 0, 1, 2]),
            ("{range: 3, step: 2}", [-1.5, 0.5]),
            ("{range: 2, step: 0}", [-1]),
            ("{range: 2, step: 1, go_up: false}", [1, 0, -1]),
            ("{range: 2, step: 1, go_up: no}", [1, 0, -1]),
            ("{absolute: [3, 1, 2]}", [3, 1, 2]),
            ("{relative: [3, 1, 2], go_up: false}", [2, 1, 3]),
            ("{range: 2, step: -1}", []),
            ("{top: 1, bottom: 3, step: 1}", []),
            ("{range: 2 um, step: 1000 nm}", [-1, 0, 1]),
        ])
    func planes(text: String, expected: [Double]) throws {
        #expect(try plan("z_plan: \(text)").zPlan?.planes ?? [] == expected)
    }

    @Test("plans count from the position, or from the drive's zero")
    func origin() throws {
        let position = "stage_positions: [{z: 10}]"

        #expect(
            try plan("{\(position), z_plan: {range: 2, step: 2}}").events.map(\.zMicrometers)
                == [9, 11])
        #expect(
            try plan("{\(position), z_plan: {top: 2, bottom: 0, step: 2}}").events
                .map(\.zMicrometers) == [0, 2])
    }

    @Test("two kinds at once, half a kind, and far too many planes are refused")
    func refusals() {
        #expect(refusal("z_plan: {range: 1, step: 1, top: 3, bottom: 0}").contains("\"range\""))
        #expect(refusal("z_plan: {range: 1}").contains("missing key \"step\""))
        #expect(refusal("z_plan: {go_up: true}").contains("a z plan needs"))
        #expect(refusal("z_plan: {range: 10, step: 0.0000001}").contains("planes"))
        #expect(refusal("z_plan: {range: 10, stp: 1}").contains("did you mean \"step\"?"))
        #expect(refusal("z_plan: {range: .nan, step: 1}").contains("plan.yaml:1:17"))
    }

    @Test("nothing and an empty mapping are no plan")
    func empty() throws {
        #expect(try plan("{z_plan: {}, time_plan: null, channels: [A]}").lines == ["c0 A"])
    }
}
