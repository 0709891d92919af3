import Documents
import Glibc

extension WellPlatePlan {
    init(
        _ document: Document, focus: PlateFocus, warnings: inout [PlanWarning]
    ) throws(DocumentError) {
        let mapping = try document.mapping([
            "plate", "a1_center_xy", "rotation", "selected_wells", "well_points_plan",
        ])
        let plate = try WellPlate(try mapping.required("plate"))
        let a1 = try mapping.required("a1_center_xy")
        let center = try a1.sequence()
        guard center.count == 2 else { throw a1.fail("a1_center_xy is [x, y] in µm") }
        self.init(
            plate: plate, a1XMicrometers: try center[0].micrometers(),
            a1YMicrometers: try center[1].micrometers())
        if let node = mapping.value("rotation") { rotationDegrees = try Self.degrees(node) }
        if let node = mapping["selected_wells"] {
            let selected = try Self.selection(node, on: plate)
            selectedWells = selected
            if selected.isEmpty {
                warnings.append(
                    PlanWarning(
                        .error, at: node,
                        "selects no well; leave selected_wells out to take all of them"))
            }
        }
        if let node = mapping.value("well_points_plan") {
            wellPoints = try GridPlan(node, plate: plate, warnings: &warnings)
        }
        zMicrometers = focus == .zero ? 0 : nil
    }

    /// Degrees counter-clockwise, from a number, an angle in words or a rotation matrix.
    private static func degrees(_ node: Document) throws(DocumentError) -> Double {
        if node.kind == .sequence {
            var numbers: [Double] = []
            for row in try node.sequence() {
                if row.kind == .sequence {
                    for number in try row.sequence() { numbers.append(try number.double()) }
                } else {
                    numbers.append(try row.double())
                }
            }
            guard numbers.count == 4 else {
                throw node.fail("a rotation matrix is [[cos, -sin], [sin, cos]]")
            }
            return atan2(numbers[2], numbers[0]) * 180 / Double.pi
        }
        if node.isBareNumber { return try node.double() }
        let form = #/^ *([-+]?[\d.]+(?:[eE][-+]?\d+)?) *(°|˚|deg|rad)? *$/#
        guard let match = try node.string().wholeMatch(of: form),
            let number = Double(match.output.1)
        else { throw node.fail("a rotation is in degrees, such as 5, 5deg or 0.1rad") }
        return match.output.2 == "rad" ? number * 180 / Double.pi : number
    }

    /// Wells by the rules of array indices: `1` and `[1]` are a row, `[1, 2]` is one well, lists
    /// of rows and columns go together in pairs, and a single number goes with each of a list.
    private static func selection(
        _ node: Document, on plate: WellPlate
    ) throws(DocumentError) -> [GridCell] {
        switch node.kind {
        case .null: return []
        case .mapping: throw node.fail("expected rows and columns, such as [[0, 1], [2, 3]]")
        case .scalar:
            guard node.text != "0" else { return [] }
            return try whole([node], on: plate)
        case .sequence: break
        }
        let parts = try node.sequence()
        switch parts.count {
        case 0: return []
        case 1:
            let rows = parts[0].kind == .sequence ? try parts[0].sequence() : parts
            return try whole(rows, on: plate)
        case 2:
            let rows = try indices(parts[0], count: plate.rows, "row")
            let columns = try indices(parts[1], count: plate.columns, "column")
            guard rows.count == columns.count || rows.count == 1 || columns.count == 1 else {
                throw node.fail("\(rows.count) rows and \(columns.count) columns make no pairs")
            }
            let count = min(rows.count, columns.count) == 0 ? 0 : max(rows.count, columns.count)
            return (0..<count).map { place in
                GridCell(
                    row: rows[rows.count == 1 ? 0 : place],
                    column: columns[columns.count == 1 ? 0 : place])
            }
        default: throw node.fail("expected [rows, columns], such as [[0, 1], [2, 3]]")
        }
    }

    private static func whole(
        _ rows: [Document], on plate: WellPlate
    ) throws(DocumentError) -> [GridCell] {
        var cells: [GridCell] = []
        for row in rows {
            let row = try index(row, count: plate.rows, "row")
            for column in 0..<plate.columns { cells.append(GridCell(row: row, column: column)) }
        }
        return cells
    }

    private static func indices(
        _ node: Document, count: Int, _ noun: String
    ) throws(DocumentError) -> [Int] {
        guard node.kind == .sequence else { return [try index(node, count: count, noun)] }
        var indices: [Int] = []
        for element in try node.sequence() {
            indices.append(try index(element, count: count, noun))
        }
        return indices
    }

    /// An index from 0; negative ones count from the end.
    private static func index(
        _ node: Document, count: Int, _ noun: String
    ) throws(DocumentError) -> Int {
        let number = try node.int()
        guard (-count..<count).contains(number) else {
            throw node.fail("there is no \(noun) \(number); the plate has 0 to \(count - 1)")
        }
        return number < 0 ? number + count : number
    }
}
