import Glibc

/// How a fluorophore dies in light: k = k0·I + k1·I^b, in a fast and a slow population.
///
/// - Source: sheet 10.2; b from Oracz 2017 as used in pySTED; 1/e dose 70-100 J/cm² for EGFP.
package struct Bleaching: Codable, Sendable, Equatable {
    /// Per J/cm², at the excitation peak.
    package var linear = 0.0072
    /// Per (W/cm²)^b and second.
    package var superlinear = 0.0012
    package var exponent = 1.4
    /// Share of the molecules that bleach faster, and how much faster.
    package var fastShare = 0.25
    package var fastFactor = 2.5
    /// Newly made protein replaces bleached protein with this time constant.
    package var renewalHours = 30.0

    package init() {}

    /// Rate of the slow population, per second, where `irradiance` is weighted by the excitation.
    @inline(__always)
    package func rate(_ irradiance: Double) -> Double {
        irradiance > 0 ? linear * irradiance + superlinear * pow(irradiance, exponent) : 0
    }
}

/// How much of one label in one cell still shines.
struct IntactShare: Sendable, Equatable {
    var slow = 1.0
    var fast = 1.0

    func total(_ bleaching: Bleaching) -> Double {
        slow + bleaching.fastShare * (fast - slow)
    }

    /// Bleaches for `seconds`; exact for constant light.
    mutating func bleach(_ irradiance: Double, seconds: Double, _ bleaching: Bleaching) {
        let exponent = bleaching.rate(irradiance) * seconds
        slow *= exp(-exponent)
        fast *= exp(-exponent * bleaching.fastFactor)
    }

    /// Lets new protein come in for `seconds`.
    mutating func renew(seconds: Double, _ bleaching: Bleaching) {
        let left = exp(-seconds / (3600 * bleaching.renewalHours))
        slow = 1 - (1 - slow) * left
        fast = 1 - (1 - fast) * left
    }
}
