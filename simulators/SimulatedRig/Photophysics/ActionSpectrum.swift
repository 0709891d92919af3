import Glibc

/// How harmful each colour is, relative to 405 nm at the same irradiance.
///
/// Log-linear between the entries and flat beyond them. The red end is lower than the ratio of the
/// tolerated doses (1 : 4000), because those were measured at 0.1 and at 1000 W/cm² and harm grows
/// with the 1.2th power of the irradiance.
///
/// - Source: sheet 10.3 and 10.4, after Waeldchen 2015.
package struct ActionSpectrum: Codable, Sendable, Equatable {
    package var nanometers = [365.0, 405, 445, 488, 514, 561, 594, 640, 700, 780]
    package var weights = [2.5, 1, 0.08, 0.006, 0.0016, 3e-4, 1e-4, 2.2e-5, 1e-5, 5e-6]

    package init() {}

    package func weight(at wavelength: Double) -> Double {
        guard let above = nanometers.firstIndex(where: { $0 >= wavelength }) else {
            return weights.last ?? 0
        }
        guard above > 0 else { return weights[0] }
        let span = nanometers[above] - nanometers[above - 1]
        let part = (wavelength - nanometers[above - 1]) / span
        return exp(log(weights[above - 1]) * (1 - part) + log(weights[above]) * part)
    }
}
