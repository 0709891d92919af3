import Testing

@testable import Acquisition

@Suite("Grid plans")
struct GridPlanTests {
    private func points(_ text: String) throws -> [GridPoint] {
        try plan("grid_plan: \(text)").gridPlan?.points ?? []
    }

    @Test("edges are covered from half a field inside")
    func edges() throws {
        let points = try points(
            """
            {top: 100, left: 0, bottom: 0, right: 100, fov_width: 30, fov_height: 30, overlap: 10}
            """)

        #expect(points.count == 16)
        #expect(points[0] == GridPoint(x: 15, y: 85, cell: GridCell(row: 0, column: 0)))
        #expect(points[1].x == 42)
        #expect(points[4] == GridPoint(x: 96, y: 58, cell: GridCell(row: 1, column: 3)))
    }

    @Test("edges without a field are covered by centres")
    func edgesWithoutField() throws {
        #expect(try points("{top: 10, left: 0, bottom: 0, right: 10}").count == 121)
        #expect(
            try points(
                "{top: 10, left: 0, bottom: 0, right: 10, fov_width: 20, fov_height: 20}"
            ).count
                == 1)
    }

    @Test("a grid lies round its centre, or below and right of its top left field")
    func anchors() throws {
        let field = "fov_width: 10, fov_height: 10"

        let centered = try points("{rows: 2, columns: 3, \(field)}")
        let cornered = try points("{rows: 2, columns: 3, relative_to: top_left, \(field)}")

        #expect(centered.map(\.x) == [-10, 0, 10, 10, 0, -10])
        #expect(centered.map(\.y) == [5, 5, 5, -5, -5, -5])
        #expect(cornered.map(\.x) == [0, 10, 20, 20, 10, 0])
        #expect(cornered.map(\.y) == [0, 0, 0, -10, -10, -10])
    }

    @Test("width and height are rounded up to fields")
    func widthHeight() throws {
        let points = try points("{width: 25, height: 10, fov_width: 10, fov_height: 10}")

        #expect(points.map(\.x) == [-10, 0, 10])
    }

    @Test(
        "each mode goes its way",
        arguments: [
            ("row_wise", "00 01 02 10 11 12"), ("column_wise", "00 10 01 11 02 12"),
            ("row_wise_snake", "00 01 02 12 11 10"), ("column_wise_snake", "00 10 11 01 02 12"),
        ])
    func modes(mode: String, cells: String) throws {
        let points = try points("{rows: 2, columns: 3, mode: \(mode)}")

        let visited = points.compactMap(\.cell).map { "\($0.row)\($0.column)" }

        #expect(visited.joined(separator: " ") == cells)
    }

    @Test("a spiral turns right, down, left and up from the middle")
    func spiral() throws {
        let large = try points("{rows: 3, columns: 4, mode: spiral}").compactMap(\.cell)
        let small = try points("{rows: 2, columns: 2, mode: spiral, fov_width: 1, fov_height: 1}")

        #expect(
            large.map { "\($0.row)\($0.column)" } == [
                "11", "12", "22", "21", "20", "10", "00", "01", "02", "03", "13", "23",
            ])
        #expect(small.map(\.x) == [-0.5, 0.5, 0.5, -0.5])
        #expect(small.map(\.y) == [0.5, 0.5, -0.5, -0.5])
    }

    @Test("a spiral visits each cell once, and a thin one costs no square", arguments: 1...7)
    func spiralVisitsAll(rows: Int) {
        for columns in 1...7 {
            let cells = GridMode.spiral.cells(rows: rows, columns: columns)
            #expect(Set(cells).count == rows * columns && cells.count == rows * columns)
        }
        #expect(GridMode.spiral.cells(rows: 1, columns: 200_000).count == 200_000)
    }

    @Test("a polygon is covered by the fields that show any of it")
    func polygon() throws {
        let triangle = "{vertices: [[0, 0], [100, 0], [0, 100]], fov_width: 30, fov_height: 30}"

        let points = try points(triangle)

        #expect(points.count == 13)
        #expect(points[0] == GridPoint(x: 15, y: 85, cell: GridCell(row: 0, column: 0)))
    }

    @Test("a polygon can be widened, narrowed, and made convex")
    func polygonOffsets() throws {
        let field = "fov_width: 10, fov_height: 10"
        let square = "vertices: [[0, 0], [50, 0], [50, 50], [0, 50]]"
        let bay = "vertices: [[0, 0], [50, 0], [25, 10], [50, 50], [0, 50]]"

        #expect(try points("{\(square), \(field)}").count == 25)
        #expect(try points("{\(square), \(field), offset: 10}").count == 49)
        #expect(try points("{\(square), \(field), offset: -10}").count == 9)
        #expect(try points("{\(bay), \(field), convex_hull: true}").count == 25)
        #expect(try points("{\(bay), \(field)}").count < 25)
    }

    @Test("a field that touches the polygon in a point or a side counts")
    func polygonTouched() throws {
        func cells(_ vertices: String) throws -> String {
            let text = "{vertices: \(vertices), fov_width: 10, fov_height: 10, mode: row_wise}"
            let cells = try points(text).compactMap(\.cell)
            return cells.map { "\($0.row)\($0.column)" }.joined(separator: " ")
        }

        #expect(
            try cells("[[0, 0], [40, 0], [40, 10], [10, 10], [10, 40], [0, 40]]")
                == "00 01 10 11 20 21 22 23 30 31 32 33")
        #expect(
            try cells("[[0, 40], [40, 40], [40, 30], [10, 30], [10, 0], [0, 0]]")
                == "00 01 02 03 10 11 12 13 20 21 30 31")
    }

    @Test("what cannot be laid out is refused")
    func refusals() {
        #expect(refusal("grid_plan: {rows: 2, colums: 2}").contains("did you mean \"columns\"?"))
        #expect(refusal("grid_plan: {rows: 2, columns: 2, width: 3}").contains("\"width\""))
        #expect(refusal("grid_plan: {rows: 0, columns: 2}").contains("1 or more"))
        #expect(refusal("grid_plan: {rows: 2, columns: 2, overlap: 100}").contains("overlap"))
        #expect(refusal("grid_plan: {rows: 2, columns: 2, fov_width: 0}").contains("more than 0"))
        #expect(refusal("grid_plan: {rows: 2000, columns: 2000}").contains("million"))
        #expect(
            refusal("grid_plan: {vertices: [[0, 0], [1, 1], [1, 0], [0, 1]]}").contains("cross"))
        #expect(refusal("grid_plan: {vertices: [[0, 0], [1, 1], [2, 2]]}").contains("cross"))
        #expect(
            refusal("grid_plan: {vertices: [[0, 0], [9, 0], [1, 1], [0, 9]], offset: -1}")
                .contains("inward corners"))
    }
}
