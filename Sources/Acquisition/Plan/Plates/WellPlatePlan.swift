import Glibc

/// Positions in the wells of a plate.
package struct WellPlatePlan: Equatable, Sendable {
    package var plate: WellPlate
    /// The centre of well A1 on the stage.
    package var a1XMicrometers: Double
    package var a1YMicrometers: Double
    /// Counter-clockwise, round A1.
    package var rotationDegrees: Double
    /// `nil`: all, row by row.
    package var selectedWells: [GridCell]?
    /// What is visited in each well, as offsets from its centre; they are not rotated.
    package var wellPoints: GridPlan
    /// What every well's z is; `nil` leaves the focus where it is.
    ///
    /// The useq-schema package says 0 here, and so drives the focus to its zero.
    package var zMicrometers: Double?

    package init(
        plate: WellPlate, a1XMicrometers: Double, a1YMicrometers: Double,
        rotationDegrees: Double = 0, selectedWells: [GridCell]? = nil,
        wellPoints: GridPlan = GridPlan(.single(x: 0, y: 0, name: nil)),
        zMicrometers: Double? = nil
    ) {
        self.plate = plate
        self.a1XMicrometers = a1XMicrometers
        self.a1YMicrometers = a1YMicrometers
        self.rotationDegrees = rotationDegrees
        self.selectedWells = selectedWells
        self.wellPoints = wellPoints
        self.zMicrometers = zMicrometers
    }

    /// One position for each point in each selected well, named `A1`, or `A1_0000` of several.
    package var positions: [Position] {
        let points = wellPoints.points
        let names = pointNames(points.count)
        return wells.flatMap { well in
            let center = self.center(well)
            let wellName = plate.wellName(well)
            return zip(points, names).map { point, name in
                var position = Position(
                    xMicrometers: center.x + point.x, yMicrometers: center.y + point.y,
                    zMicrometers: zMicrometers,
                    name: name.isEmpty ? wellName : "\(wellName)_\(name)")
                position.plateRow = well.row
                position.plateColumn = well.column
                return position
            }
        }
    }

    package var wells: [GridCell] {
        selectedWells ?? GridMode.rowWise.cells(rows: plate.rows, columns: plate.columns)
    }

    /// The centre of `well` on the stage: rows run downwards on a plate that is not rotated.
    package func center(_ well: GridCell) -> PlanePoint {
        let right = Double(well.column) * plate.spacingXMillimeters * 1000
        let up = -Double(well.row) * plate.spacingYMillimeters * 1000
        let angle = rotationDegrees * Double.pi / 180
        return PlanePoint(
            x: a1XMicrometers + right * cos(angle) - up * sin(angle),
            y: a1YMicrometers + right * sin(angle) + up * cos(angle))
    }

    private func pointNames(_ count: Int) -> [String] {
        if case .single(_, _, let name) = wellPoints.kind { return [name ?? ""] }
        return (0..<count).map { index in
            let digits = String(index)
            return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
    }
}
