/// The networks that Tarsier knows by name.
package enum NetworkKind: String, Sendable, CaseIterable, Codable {
    case restore, label, segment, state, damage, upscale

    /// Whether it answers for each cell, not for each pixel.
    package var judgesCells: Bool { self == .state || self == .damage }

    /// What it makes of what.
    package var purpose: String {
        switch self {
        case .restore: "a frame of little light to what much light would show, and how sure it is"
        case .label: "transmitted light to what fluorescence of each structure would show"
        case .segment: "a frame to its objects"
        case .state: "a cell to its state: interphase, the phases of mitosis, dead"
        case .damage: "a cell to how far light has harmed it"
        case .upscale: "a frame to one of twice the resolution, and how sure it is"
        }
    }
}

extension ModelPackage {
    /// What kind of network it is, by name, where the package says.
    package var networkName: String? { facts[NetworkPackage.Fact.network]?.text }

    /// `nil` for a network that Tarsier did not train.
    package var networkKind: NetworkKind? { networkName.flatMap(NetworkKind.init) }
}
