/// What cells of one kind have in common.
package struct CellKind: Codable, Sendable, Equatable {
    package var name: String
    /// Share of the seeded cells, relative to the other kinds.
    package var share: Double
    /// Mean speed of an undisturbed cell.
    package var speedMicrometersPerMinute: Double
    /// How long a cell keeps its direction.
    package var persistenceMinutes: Double
    package var shortestCycleHours: Double
    package var longestCycleHours: Double
    /// Half the length and width of the spread cell.
    package var spreadLengthMicrometers: Double
    package var spreadWidthMicrometers: Double
    /// Radius of the cell when it has rounded up.
    package var roundRadiusMicrometers: Double
    /// Half axes of the nucleus.
    package var nucleusLengthMicrometers: Double
    package var nucleusWidthMicrometers: Double
    /// Mean tolerance to light, 1 for the cell that the damage model is calibrated on.
    package var tolerance: Double
    /// Coefficient of variation of the tolerance.
    package var toleranceSpread: Double
    /// Coefficient of variation of the label brightness.
    package var expressionSpread: Double
    /// Many thin protrusions and a spindle shape, or a rounded polygon.
    package var isSpindle: Bool

    /// Small and round, slow, fast-cycling.
    package static let epithelial = CellKind(
        name: "epithelial", share: 0.6, speedMicrometersPerMinute: 0.25, persistenceMinutes: 9,
        shortestCycleHours: 16, longestCycleHours: 19.5, spreadLengthMicrometers: 17,
        spreadWidthMicrometers: 14, roundRadiusMicrometers: 8, nucleusLengthMicrometers: 7.4,
        nucleusWidthMicrometers: 5.9, tolerance: 1, toleranceSpread: 0.4, expressionSpread: 0.3,
        isSpindle: false)

    /// Large and spread, a wanderer, slower-cycling and a little more tolerant.
    package static let fibroblast = CellKind(
        name: "fibroblast", share: 0.4, speedMicrometersPerMinute: 0.5, persistenceMinutes: 28,
        shortestCycleHours: 18, longestCycleHours: 22, spreadLengthMicrometers: 36,
        spreadWidthMicrometers: 21, roundRadiusMicrometers: 9.5, nucleusLengthMicrometers: 9.6,
        nucleusWidthMicrometers: 6.6, tolerance: 1.25, toleranceSpread: 0.35, expressionSpread: 0.3,
        isSpindle: true)
}
