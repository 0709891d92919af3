/// One cell, cut out so that only the cell itself can be judged.
///
/// What lies outside its dilated outline, other cells included, is replaced by the field's
/// background: its median with noise of its spread. Values are relative to that background.
package struct CellCrop: Sendable, Equatable {
    /// Square, each channel now and then, if asked for, each channel earlier.
    package var images: [FloatImage]
    /// The pixels that were kept, row-major: the cell now and a rim.
    package var mask: [Bool]
    /// Standard deviation of the noise outside the mask, for each image.
    package var noise: [Double]
    /// `nil` where the state is unknown or no class.
    package var classIndex: Int?
    /// 0 unharmed, 1 arrest; `nil` where unknown.
    package var damage: Double?
    package var source: String
    package var position: String
    /// Index in the list of frames.
    package var frame: Int
    /// The cell's name; empty for background.
    package var cell: String
    /// False where the images now stand in for earlier ones, because there are none.
    package var hasEarlier: Bool
    /// Whether part of the crop lies beyond the field and is mirrored.
    package var isAtBorder: Bool
    package var facts: FieldFacts

    /// Side in pixels.
    package var side: Int { images.first?.width ?? 0 }

    /// Values of all images one after another: shape `[images, side, side]`.
    package var values: [Float] { images.flatMap(\.pixels) }

    /// The share of `saliency` that lies on the kept pixels; `nil` where there is none at all.
    ///
    /// - Parameter saliency: As large as the crop, not negative.
    /// - Throws: ``CurationError`` with `shapeMismatch` or `notFinite`.
    package func shareInside(_ saliency: FloatImage) throws(CurationError) -> Double? {
        guard saliency.pixels.count == mask.count else {
            throw CurationError(
                .shapeMismatch,
                "saliency is \(saliency.width) x \(saliency.height) pixels, "
                    + "its crop \(side) x \(side); give one value for each pixel of the crop")
        }
        var inside = 0.0
        var all = 0.0
        for (value, isKept) in zip(saliency.pixels, mask) {
            guard value.isFinite, value >= 0 else {
                throw CurationError(
                    .notFinite, "saliency of cell \(cell) holds \(value); it must be 0 or above")
            }
            all += Double(value)
            if isKept { inside += Double(value) }
        }
        return all > 0 ? inside / all : nil
    }
}
