internal import Models

/// One row of `cells.csv`: one cell in one frame.
struct CellRow {
    static let requiredColumns = ["frame", "label", "x", "y"]
    static let optionalColumns = ["name", "state", "damage"]

    let frame: String
    let cell: AnnotatedCell
    /// `FOLDER/cells.csv:12`
    let place: String

    init(_ row: CSVTable.Row) throws(LearningError) {
        frame = try row.required("frame")
        guard let label = try row.wholeNumber("label"), label > 0, let label = Int32(exactly: label)
        else { throw row.fail("label is a whole number from 1 up: the cell's in the label image") }
        guard let x = try row.number("x"), let y = try row.number("y") else {
            throw row.fail("x and y are where the cell is, in pixels")
        }
        let damage = try row.number("damage")
        guard damage.map({ $0 >= 0 }) ?? true else {
            throw row.fail("damage is 0 (unharmed) or more (1 is arrest), or empty")
        }
        cell = AnnotatedCell(
            label: label, name: row["name"] ?? "\(frame)/\(label)", x: x, y: y, state: row["state"],
            damage: damage)
        place = "\(row.path):\(row.line)"
    }
}
