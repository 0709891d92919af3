import Glibc

/// Light that a field got before it was imaged, chosen by the damage it does to an average cell.
struct FieldHarm: Sendable, Equatable {
    /// Highest damage of an average cell out of mitosis: 1 arrests, 1.5 makes bleb, 2.5 kills.
    var damage: Double
    /// From the end of the light to the first frame.
    var hoursBefore: Double

    /// A harm from none (a quarter of the fields) to lethal for nearly all cells.
    ///
    /// Outcomes take one to a dozen hours to show: half the delays are too short for that.
    init(random: inout SplitMix64) {
        let isSpared = random.unit() < 0.25
        let drawn = random.uniform(0.2...3.5)
        damage = isSpared ? 0 : drawn
        let part = random.unit()
        hoursBefore = 0.25 * exp(part * log(FieldHarm.longestHours / 0.25))
    }

    static let longestHours = 14.0
    private static let seconds = 60.0
    private static let nanometers = 405.0

    /// When the light ends, if the first frame is taken at `imaging`.
    func end(imaging: Double) -> Double { imaging - 3600 * hoursBefore }

    /// The light itself, on a disc round `(x, y)`.
    func light(
        x: Double, y: Double, radius: Double, imaging: Double, _ specimen: SpecimenSettings
    ) -> LightOnSample? {
        guard damage > 0 else { return nil }
        let end = end(imaging: imaging)
        return LightOnSample(
            line: "VIOLET", wavelengthNanometers: Self.nanometers,
            irradiance: irradiance(specimen), from: end - Self.seconds, to: end, centerX: x,
            centerY: y, discRadiusMicrometers: radius, isTransmitted: false)
    }

    /// W/cm² that bring an average cell to ``damage``, by bisection.
    func irradiance(_ specimen: SpecimenSettings) -> Double {
        var low = 0.0
        var high = 1000.0
        for _ in 0..<50 {
            let middle = (low + high) / 2
            if Self.peakDamage(middle, specimen) < damage { low = middle } else { high = middle }
        }
        return high
    }

    private static func peakDamage(_ irradiance: Double, _ specimen: SpecimenSettings) -> Double {
        let rules = specimen.phototoxicity
        let label = specimen.fluorophores.reduce(0) { $0 + $1.excitation(at: nanometers) }
        let rate = rules.stress(
            irradiance, action: rules.action.weight(at: nanometers), label: label)
        var harm = LightHarm()
        var time = 0.0
        while time < 7200 {
            if time < seconds { harm.stress += rate * Specimen.tick }
            harm.react(seconds: Specimen.tick, sensitivity: 1, rules)
            time += Specimen.tick
        }
        return harm.peakDamage
    }
}
