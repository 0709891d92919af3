/// What a frame looks like to a network, in a few numbers.
package struct InputStatistics: Sendable, Codable, Equatable {
    /// Electrons above the camera's offset.
    package var meanElectrons: Double
    /// First percentile.
    package var darkElectrons: Double
    /// Percentile 99.9.
    package var brightElectrons: Double
    /// Pixels at the camera's largest value.
    package var saturatedShare: Double
    /// Blocks of 8×8 pixels that are all equal: no camera delivers them.
    package var blankShare: Double
    /// Spread of the means of 8×8 pixels over what independent pixels would give: 1 for pure noise.
    package var contrast: Double
    /// Exponent β where power falls as frequency to the −β: 0 for noise, 2 to 4 for structures.
    package var spectrumSlope: Double
    /// At the sample; `nil` where nobody knows.
    package var pixelMicrometers: Double?

    package init(
        meanElectrons: Double, darkElectrons: Double, brightElectrons: Double,
        saturatedShare: Double, blankShare: Double, contrast: Double, spectrumSlope: Double,
        pixelMicrometers: Double? = nil
    ) {
        self.meanElectrons = meanElectrons
        self.darkElectrons = darkElectrons
        self.brightElectrons = brightElectrons
        self.saturatedShare = saturatedShare
        self.blankShare = blankShare
        self.contrast = contrast
        self.spectrumSlope = spectrumSlope
        self.pixelMicrometers = pixelMicrometers
    }
}
