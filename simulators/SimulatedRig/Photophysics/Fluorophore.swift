import Glibc

/// Which structure a fluorophore marks; the index of its entry in the settings.
package enum Label: Int, Codable, Sendable, CaseIterable {
    case nucleus, filament, cytoplasm
}

/// One fluorescent label.
///
/// - Source: order of magnitude of EGFP, mCherry and a far-red protein; sheet 10.2.
package struct Fluorophore: Codable, Sendable, Equatable {
    package var name: String
    package var peakExcitationNanometers: Double
    /// Widths of the excitation band below and above its peak.
    package var blueWidthNanometers: Double
    package var redWidthNanometers: Double
    /// Absorption at the peak, cm².
    package var crossSection: Double
    package var quantumYield: Double
    /// Share of the emitted photons that become electrons: objective, filters and camera.
    package var detection: Double
    /// Molecules per µm² of the projected structure in an average cell.
    package var moleculesPerSquareMicrometer: Double
    package var bleaching: Bleaching

    package static let nuclear = Fluorophore(
        name: "EGFP-H2B", peakExcitationNanometers: 488, blueWidthNanometers: 24,
        redWidthNanometers: 10, crossSection: 2.1e-16, quantumYield: 0.6, detection: 0.04,
        moleculesPerSquareMicrometer: 1250, bleaching: Bleaching())

    package static let filament = Fluorophore(
        name: "mCherry-mito", peakExcitationNanometers: 587, blueWidthNanometers: 32,
        redWidthNanometers: 14, crossSection: 2.7e-16, quantumYield: 0.22, detection: 0.04,
        moleculesPerSquareMicrometer: 1500, bleaching: Bleaching())

    package static let cytoplasm = Fluorophore(
        name: "far-red", peakExcitationNanometers: 642, blueWidthNanometers: 35,
        redWidthNanometers: 16, crossSection: 4e-16, quantumYield: 0.15, detection: 0.035,
        moleculesPerSquareMicrometer: 700, bleaching: Bleaching())

    /// Excitation at `nanometers` relative to the peak, with the weak short-wave tail they all have.
    package func excitation(at nanometers: Double) -> Double {
        let distance = nanometers - peakExcitationNanometers
        let width = distance < 0 ? blueWidthNanometers : redWidthNanometers
        let band = exp(-distance * distance / (2 * width * width))
        return distance < 0 ? max(band, 0.04 * exp(distance / 200)) : band
    }

    /// Electrons per molecule and second for 1 W/cm² at `nanometers`.
    package func electronsPerSecond(at nanometers: Double) -> Double {
        let photonsPerJoule = nanometers * 1e-9 / (6.626_070_15e-34 * 2.997_924_58e8)
        return crossSection * excitation(at: nanometers) * photonsPerJoule * quantumYield
            * detection
    }
}
