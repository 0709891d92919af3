/// A channel of a field, with the light that makes its reference exposure.
///
/// Powers at the sample and times are those of the rig file and of the example plans, with half the
/// time for the organelle, which shines brightest. At 0.325 µm a pixel they give about 11000
/// electrons in empty medium for phase contrast, 230 in a nucleus (2000 in a metaphase plate), 220
/// of cytoplasm where a spread cell is thick, and 180 in the organelle's network.
package enum FieldChannel: String, Codable, Sendable, CaseIterable {
    case phase, nuclei, cytoplasm, organelle

    package var isTransmitted: Bool { self == .phase }

    /// As the rig's devices call it.
    package var line: String {
        switch self {
        case .phase: "LED"
        case .nuclei: "CYAN"
        case .cytoplasm: "RED"
        case .organelle: "GREEN"
        }
    }

    package var nanometers: Double {
        switch self {
        case .phase: 660
        case .nuclei: 475
        case .cytoplasm: 635
        case .organelle: 555
        }
    }

    /// At the sample, over the whole disc.
    package var milliwatts: Double {
        switch self {
        case .phase: 0.2
        case .nuclei: 20
        case .cytoplasm: 20
        case .organelle: 20
        }
    }

    package var exposureSeconds: Double {
        switch self {
        case .phase: 0.01
        case .nuclei: 0.05
        case .cytoplasm: 0.1
        case .organelle: 0.05
        }
    }
}
