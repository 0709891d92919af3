/// A channel of a field, with the light that makes its reference exposure.
///
/// Powers at the sample and times are those of the rig file and of the example plans. They give an
/// average cell about 11000 electrons per pixel of empty medium in phase contrast, and a few hundred
/// at the peak of each label, at 0.325 µm a pixel.
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
