/// The way through the cells of a grid.
package enum GridMode: String, CaseIterable, Sendable {
    case rowWise = "row_wise"
    case columnWise = "column_wise"
    case rowWiseSnake = "row_wise_snake"
    case columnWiseSnake = "column_wise_snake"
    case spiral

    package func cells(rows: Int, columns: Int) -> [GridCell] {
        switch self {
        case .rowWise, .rowWiseSnake:
            Self.lines(rows, of: columns, isSnake: self == .rowWiseSnake).map { line, step in
                GridCell(row: line, column: step)
            }
        case .columnWise, .columnWiseSnake:
            Self.lines(columns, of: rows, isSnake: self == .columnWiseSnake).map { line, step in
                GridCell(row: step, column: line)
            }
        case .spiral: Self.spiral(rows: rows, columns: columns)
        }
    }

    private static func lines(_ count: Int, of length: Int, isSnake: Bool) -> [(Int, Int)] {
        var cells: [(Int, Int)] = []
        cells.reserveCapacity(count * length)
        for line in 0..<count {
            let isReversed = isSnake && line % 2 == 1
            for step in 0..<length {
                cells.append((line, isReversed ? length - 1 - step : step))
            }
        }
        return cells
    }

    /// From the centre right, down, left, up, with arms that grow by one every second turn.
    ///
    /// Each arm is cut to the grid before it is walked, so that a long thin grid does not cost the
    /// square of its length.
    private static func spiral(rows: Int, columns: Int) -> [GridCell] {
        guard rows > 0, columns > 0 else { return [] }
        var column = (columns - 1) / 2
        var row = (rows - 1) / 2
        var cells = [GridCell(row: row, column: column)]
        cells.reserveCapacity(rows * columns)
        var arm = 0
        while cells.count < rows * columns {
            let length = arm / 2 + 1
            let sign = arm % 4 < 2 ? 1 : -1
            if arm.isMultiple(of: 2) {
                if (0..<rows).contains(row) {
                    for column in steps(from: column, sign: sign, length, below: columns) {
                        cells.append(GridCell(row: row, column: column))
                    }
                }
                column += sign * length
            } else {
                if (0..<columns).contains(column) {
                    for row in steps(from: row, sign: sign, length, below: rows) {
                        cells.append(GridCell(row: row, column: column))
                    }
                }
                row += sign * length
            }
            arm += 1
        }
        return cells
    }

    /// The `length` places after `start` that are at least 0 and below `limit`.
    private static func steps(
        from start: Int, sign: Int, _ length: Int, below limit: Int
    ) -> StrideThrough<Int> {
        if sign > 0 {
            return stride(from: max(start + 1, 0), through: min(start + length, limit - 1), by: 1)
        }
        return stride(from: min(start - 1, limit - 1), through: max(start - length, 0), by: -1)
    }
}
