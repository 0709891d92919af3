/// The places that a plan visits: listed, or the wells of a plate.
package enum StagePositions: Equatable, Sendable {
    case list([Position])
    case plate(WellPlatePlan)

    package var positions: [Position] {
        switch self {
        case .list(let positions): positions
        case .plate(let plan): plan.positions
        }
    }
}
