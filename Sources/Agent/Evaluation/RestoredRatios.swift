/// How well a cell is seen in a restored frame, as signal-to-noise ratios by the truth of the rig.
package struct RestoredRatios: Sendable, Equatable {
    /// Peak of the cell over what the restored frame is off by there.
    package var peak: Double
    /// Mean of the organelle's network over what the restored frame is off by there.
    package var organelle: Double
    /// What ``organelle`` would be in the middle of a flash.
    package var flash: Double

    package init(peak: Double, organelle: Double = 0, flash: Double = 0) {
        self.peak = peak
        self.organelle = organelle
        self.flash = flash
    }
}
