import Glibc

extension OpticsSettings {
    /// Another microscope of the kind: haze, background and halo differ as they do between stands,
    /// media and dishes.
    func varied(_ random: inout SplitMix64) -> OpticsSettings {
        var optics = self
        optics.hazeShare = random.uniform(0.05...0.45)
        optics.hazeMicrometers = random.uniform(4...9)
        optics.backgroundElectrons *= pow(2.5, random.uniform(-1...1))
        optics.cellBackgroundElectrons *= pow(2, random.uniform(-1...1))
        optics.haloShare = random.uniform(0.5...0.95)
        optics.haloMicrometers = random.uniform(3.5...7.5)
        return optics
    }
}
