import Glibc

/// How light harms a cell: stress makes reactive oxygen, and that makes damage, which is repaired.
///
/// - stress S = a(λ)·I^n·(1 + f·label);
/// - reactive oxygen dr/dt = S − r/τ·(1 − u/2), where u = r/(r + `antioxidant`) is their use;
/// - damage dD/dt = c·r·r²/(r² + r0²) − D/τ_repair, repaired only below ``repairLimit``.
///
/// The onset is sigmoidal, as the sheet asks, but grows with r beyond it: with an effect that
/// levels off, a flash would harm less than the same dose given slowly, against the facts.
///
/// - Source: sheet 10.3 and 10.4. The calibration is a test.
package struct Phototoxicity: Codable, Sendable, Equatable {
    package var action = ActionSpectrum()
    /// n: harm grows faster than light.
    package var exponent = 1.2
    /// f: what an average label at its excitation peak adds.
    package var labelFactor = 9.0
    package var clearanceSeconds = 120.0
    package var antioxidant = 5.0
    /// r0.
    package var onset = 0.02
    /// c: damage per unit of reactive oxygen and second.
    package var harm = 2.05e-4
    package var repairHours = 6.0
    package var repairLimit = 1.0
    /// How much more a cell in mitosis suffers.
    package var mitoticSensitivity = 2.5
    /// d0: minutes that mitosis is delayed per unit of damage.
    package var delayMinutes = 60.0

    package init() {}

    /// Stress per second from `irradiance` W/cm², where `label` is 1 for an average label at its peak.
    @inline(__always)
    func stress(_ irradiance: Double, action weight: Double, label: Double) -> Double {
        weight * pow(irradiance, exponent) * (1 + labelFactor * label)
    }
}

/// The harm that one cell carries.
struct LightHarm: Sendable, Equatable {
    /// Stress collected since the last ``react``.
    var stress = 0.0
    var reactiveOxygen = 0.0
    var damage = 0.0
    var peakDamage = 0.0

    /// Whether ``react`` would change anything.
    var isActive: Bool { stress > 0 || reactiveOxygen > 0 || damage > 0 }

    /// Lets `seconds` pass; `sensitivity` is 1 over the cell's tolerance, more in mitosis.
    mutating func react(seconds: Double, sensitivity: Double, _ rules: Phototoxicity) {
        let use = reactiveOxygen / (reactiveOxygen + rules.antioxidant)
        let rate = (1 - 0.5 * use) / rules.clearanceSeconds
        let left = exp(-rate * seconds)
        let after = reactiveOxygen * left + stress * (1 - left) / (rate * seconds)
        // The balance of what came, what stayed and what was cleared gives the time integral.
        let mean = (reactiveOxygen + stress - after) / (rate * seconds)
        let square = mean * mean
        let effective = mean * square / (square + rules.onset * rules.onset)
        if damage < rules.repairLimit {
            damage *= exp(-seconds / (3600 * rules.repairHours))
        }
        damage += rules.harm * effective * seconds * sensitivity
        peakDamage = max(peakDamage, damage)
        reactiveOxygen = after < 1e-9 ? 0 : after
        damage = damage < 1e-6 ? 0 : damage
        stress = 0
    }
}
