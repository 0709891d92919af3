/// An axis of an acquisition, with the letter that plans use for it.
package enum PlanAxis: String, CaseIterable, Sendable, Codable {
    case time = "t"
    case position = "p"
    case grid = "g"
    case channel = "c"
    case z = "z"

    /// The place in `tpgcz`.
    package var ordinal: Int {
        switch self {
        case .time: 0
        case .position: 1
        case .grid: 2
        case .channel: 3
        case .z: 4
        }
    }

    /// The order of a plan that states none, outermost first.
    package static let defaultOrder: [PlanAxis] = [.time, .position, .grid, .channel, .z]
}
