/// A plate of wells; lengths in millimetres, as plates are sold.
package struct WellPlate: Equatable, Sendable {
    package var name: String
    package var rows: Int
    package var columns: Int
    package var spacingXMillimeters: Double
    package var spacingYMillimeters: Double
    package var wellWidthMillimeters: Double
    package var wellHeightMillimeters: Double
    package var hasCircularWells: Bool

    package init(
        name: String, rows: Int, columns: Int, spacingMillimeters: Double,
        wellMillimeters: Double, hasCircularWells: Bool = true
    ) {
        self.name = name
        self.rows = rows
        self.columns = columns
        spacingXMillimeters = spacingMillimeters
        spacingYMillimeters = spacingMillimeters
        wellWidthMillimeters = wellMillimeters
        wellHeightMillimeters = wellMillimeters
        self.hasCircularWells = hasCircularWells
    }

    /// `A1`, `H12`, `AA1`: rows in letters from the top, columns in numbers from the left.
    package func wellName(_ cell: GridCell) -> String {
        var letters = ""
        var row = cell.row
        while row >= 0 {
            letters = String(UnicodeScalar(UInt8(row % 26) + UInt8(ascii: "A"))) + letters
            row = row / 26 - 1
        }
        return "\(letters)\(cell.column + 1)"
    }

    /// The plates that a plan may call by name.
    ///
    /// - Source: the registry of useq-schema 0.9.2.
    package static let known: [String: WellPlate] = {
        func wells(_ rows: Int, _ columns: Int, _ spacing: Double, _ size: Double) -> WellPlate {
            WellPlate(
                name: "\(rows * columns)-well", rows: rows, columns: columns,
                spacingMillimeters: spacing, wellMillimeters: size,
                hasCircularWells: rows * columns < 384)
        }
        func coverslip(_ size: Int) -> WellPlate {
            WellPlate(
                name: "\(size)mm coverslip", rows: 1, columns: 1, spacingMillimeters: 0,
                wellMillimeters: Double(size), hasCircularWells: false)
        }
        return [
            "6-well": wells(2, 3, 39.12, 34.8), "12-well": wells(3, 4, 26, 22),
            "24-well": wells(4, 6, 19, 15.6), "48-well": wells(6, 8, 13, 11.1),
            "96-well": wells(8, 12, 9, 6.4), "384-well": wells(16, 24, 4.5, 3.4),
            "1536-well": wells(32, 48, 2.25, 1.7),
            "coverslip-18mm-square": coverslip(18), "coverslip-22mm-square": coverslip(22),
        ]
    }()
}
