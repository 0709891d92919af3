/// What a microscopist would call the state of a cell.
package enum CellPhase: String, Codable, Sendable, CaseIterable {
    case interphase, prophase, prometaphase, metaphase, anaphase, telophase
    /// Stuck in mitosis after too much light.
    case arrested
    /// Retracting and rounding up from damage.
    case rounding
    case blebbing
    case dead

    /// From prophase to the end of telophase.
    package var isMitotic: Bool {
        switch self {
        case .prophase, .prometaphase, .metaphase, .anaphase, .telophase, .arrested: true
        case .interphase, .rounding, .blebbing, .dead: false
        }
    }
}
