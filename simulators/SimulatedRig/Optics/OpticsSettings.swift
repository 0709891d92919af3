/// The light path between specimen and sensor.
package struct OpticsSettings: Codable, Sendable, Equatable {
    /// Share of the fluorescence that ends in a wide glow, and how wide.
    package var hazeShare = 0.22
    package var hazeMicrometers = 6.0
    /// Electrons per µm² for 1 J/cm² at 475 nm from medium and glass.
    package var backgroundElectrons = 380.0
    /// Electrons per µm² for 1 J/cm² at 475 nm from the cell itself, per µm of thickness.
    package var cellBackgroundElectrons = 26.0
    /// Electrons per µm² for 1 J/cm² of transmitted light through empty medium.
    package var lampElectrons = 3.7e8
    /// Width of the low-pass whose loss makes the halo of phase contrast.
    package var haloMicrometers = 5.0
    /// Share of the low frequencies that is lost.
    package var haloShare = 0.85
    /// Wavelength of the detected fluorescence, for the blur.
    package var emissionNanometers = 520.0
    package var mediumIndex = 1.34
    package var illumination = IlluminationProfile()

    package init() {}
}
