/// A cell in a transmitted-light frame that looks rounded up, as cells do when they divide or die.
package struct RoundedCell: Sendable, Hashable, Codable {
    /// Centre in pixels, from the centre of the frame's first pixel.
    package var x: Double
    package var y: Double
    package var diameterMicrometers: Double
    /// Brightness of the cell above what surrounds its halo, as a fraction of the background.
    package var contrast: Double
    /// 1 for a disc, 0 for anything ragged or long.
    package var roundness: Double
    /// How sure it is that this is a rounded cell, 0...1.
    package var score: Double
    /// Longer over shorter axis of the bright body, at least 1.
    package var elongation: Double
    /// How clearly the body is two bodies, 0...1: low for a metaphase plate, high from anaphase on.
    package var split: Double

    package init(
        x: Double, y: Double, diameterMicrometers: Double, contrast: Double, roundness: Double,
        score: Double, elongation: Double, split: Double
    ) {
        self.x = x
        self.y = y
        self.diameterMicrometers = diameterMicrometers
        self.contrast = contrast
        self.roundness = roundness
        self.score = score
        self.elongation = elongation
        self.split = split
    }
}
