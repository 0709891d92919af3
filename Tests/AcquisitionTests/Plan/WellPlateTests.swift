import Testing

@testable import Acquisition

@Suite("Well plates")
struct WellPlateTests {
    private func positions(
        _ keys: String, focus: PlateFocus = .leave
    ) throws -> [Position] {
        try plan("stage_positions: {plate: 96, a1_center_xy: [100, 200]\(keys)}", plateFocus: focus)
            .stagePositions.positions
    }

    @Test("wells lie on a rotated lattice")
    func rotated() throws {
        let positions = try positions(", rotation: 5, selected_wells: [[0, 1], [0, 1]]")

        #expect(positions.map(\.name) == ["A1", "B2"])
        #expect(abs((positions[1].xMicrometers ?? 0) - 9850.15) < 0.01)
        #expect(abs((positions[1].yMicrometers ?? 0) + 7981.35) < 0.01)
        #expect(positions[1].plateRow == 1 && positions[1].plateColumn == 1)
    }

    @Test(
        "wells are selected like elements of an array",
        arguments: [
            ("", 96), (", selected_wells: null", 0), (", selected_wells: []", 0),
            (", selected_wells: 0", 0), (", selected_wells: 1", 12), (", selected_wells: [0]", 12),
            (", selected_wells: [0, 1]", 1), (", selected_wells: [[0, 1]]", 24),
            (", selected_wells: [[0, 1], [0]]", 2), (", selected_wells: [0, [1, 2]]", 2),
            (", selected_wells: [-1, -1]", 1), (", selected_wells: [[], []]", 0),
        ])
    func selection(keys: String, count: Int) throws {
        #expect(try positions(keys).count == count)
    }

    @Test("wells that the plate does not have are refused")
    func outside() {
        let start = "stage_positions: {plate: 96, a1_center_xy: [0, 0], selected_wells: "

        #expect(refusal(start + "[[0, 99], [0, 0]]}").contains("no row 99"))
        #expect(refusal(start + "[[0, 1], [0, 1, 2]]}").contains("no pairs"))
        #expect(refusal(start + "[0, 1, 0]}").contains("[rows, columns]"))
        #expect(refusal("stage_positions: {plate: 97, a1_center_xy: [0, 0]}").contains("97-well"))
    }

    @Test(
        "a rotation is written in many ways",
        arguments: [
            ("5deg", 5.0), ("0.1rad", 5.729577951308233), ("5 °", 5),
            ("[[0, -1], [1, 0]]", 90), ("[0, -1, 1, 0]", 90), ("'5'", 5),
        ])
    func rotations(text: String, degrees: Double) throws {
        let plan = try plan(
            "stage_positions: {plate: 6, a1_center_xy: [0, 0], rotation: \(text)}")
        guard case .plate(let plate) = plan.stagePositions else {
            Issue.record("not a plate")
            return
        }

        #expect(abs(plate.rotationDegrees - degrees) < 1e-9)
    }

    @Test("several points in a well are numbered, and are not rotated")
    func points() throws {
        let positions = try positions(
            ", rotation: 90, selected_wells: [0, 0], "
                + "well_points_plan: {rows: 1, columns: 2, fov_width: 10, fov_height: 10}")

        #expect(positions.map(\.name) == ["A1_0000", "A1_0001"])
        #expect(positions.map(\.xMicrometers) == [95, 105])
    }

    @Test("random points fill a well, round or square")
    func randomPoints() throws {
        let random =
            "well_points_plan: {num_points: 50, max_width: .inf, max_height: .inf, random_seed: 1}"

        let round = try positions(", selected_wells: [0, 0], \(random)")
        let square = try plan(
            "stage_positions: {plate: 384, a1_center_xy: [0, 0], selected_wells: [0, 0], \(random)}"
        ).stagePositions.positions

        #expect(round.count == 50)
        #expect(round.allSatisfy { abs(($0.xMicrometers ?? 0) - 100) < 3200 })
        #expect(square.contains { abs($0.xMicrometers ?? 0) > 1000 })
    }

    @Test("the focus stays where it is unless asked to go to 0, and the plan says so")
    func focus() throws {
        #expect(try positions("").allSatisfy { $0.zMicrometers == nil })
        #expect(try positions("", focus: .zero).allSatisfy { $0.zMicrometers == 0 })
        #expect(
            try warnings("stage_positions: {plate: 96, a1_center_xy: [0, 0]}")
                .contains { $0.contains("the focus stays where it is") })
    }

    @Test("rows beyond Z have two letters")
    func names() {
        let plate = WellPlate.known["1536-well"]

        #expect(plate?.wellName(GridCell(row: 25, column: 0)) == "Z1")
        #expect(plate?.wellName(GridCell(row: 31, column: 47)) == "AF48")
    }
}
