/// Something that happened to a cell, with its exact time in seconds of rig time.
package enum SpecimenEvent: Sendable, Equatable {
    case birth(CellBirth)
    /// A cell entered a phase of mitosis.
    case phase(cell: Int, phase: CellPhase, time: Double)
    /// A division is over; the mother's ``end`` and two births come with it.
    case division(CellDivision)
    case damage(cell: Int, time: Double, what: DamageOutcome)
    /// A cell's organelle began to flash.
    case flash(cell: Int, from: Double, to: Double)
    /// A cell divided or died; nothing more is counted for it.
    case end(CellEnd)

    package var time: Double {
        switch self {
        case .birth(let birth): birth.time
        case .phase(_, _, let time): time
        case .division(let division): division.end
        case .damage(_, let time, _): time
        case .flash(_, let from, _): from
        case .end(let end): end.time
        }
    }
}

/// A cell that appeared, by division or at the start.
package struct CellBirth: Sendable, Equatable {
    package var cell: Int
    package var kind: String
    /// Cells of the start were born before it, at negative times; the event still comes at once.
    package var time: Double
    package var xMicrometers: Double
    package var yMicrometers: Double
    package var parent: Int?
}

/// A finished division with all its times.
package struct CellDivision: Sendable, Equatable {
    package var cell: Int
    package var envelopeBreakdown: Double
    package var metaphase: Double
    package var anaphase: Double
    package var end: Double
    /// Where anaphase began.
    package var xMicrometers: Double
    package var yMicrometers: Double
    package var daughters: [Int]
}

/// What light did to a cell.
package enum DamageOutcome: String, Codable, Sendable, CaseIterable {
    case delay, motility, rounding, blebbing, arrest, death
}

/// The sum of a cell's life.
package struct CellEnd: Sendable, Equatable {
    package var cell: Int
    package var time: Double
    /// J/cm² by light line.
    package var dose: [String: Double]
    package var peakDamage: Double
    package var divided: Bool
}
