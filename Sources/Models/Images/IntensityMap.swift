/// How grey values become a network's input: `(value - offset) · scale`. It can be undone.
package struct IntensityMap: Sendable, Equatable {
    /// The grey value that becomes 0.
    package let offset: Float
    /// What one grey value becomes; finite and not 0.
    package let scale: Float

    /// Changes nothing.
    package static let identity = IntensityMap(offset: 0, scale: 1)

    package init(offset: Float, scale: Float) {
        precondition(offset.isFinite && scale.isFinite && scale != 0, "a map that can be undone")
        self.offset = offset
        self.scale = scale
    }

    /// Takes the image's percentile `low` to 0 and `high` to 1; values beyond are not cut off.
    ///
    /// A constant image is only shifted.
    ///
    /// - Parameter image: At least one pixel, all finite.
    /// - Source: CARE (low 2, high 99.8 in prediction) and StarDist (1 and 99.8).
    package static func percentiles(of image: FloatImage, low: Double, high: Double)
        -> IntensityMap
    {
        precondition(low < high, "the low percentile lies below the high one")
        let ends = Percentiles.of(image.pixels, at: [low, high])
        return IntensityMap(offset: ends[0], spread: ends[1] - ends[0])
    }

    /// The same for the pixels of several images together.
    package static func percentiles(of images: [FloatImage], low: Double, high: Double)
        -> IntensityMap
    {
        guard images.count > 1 else { return percentiles(of: images[0], low: low, high: high) }
        let ends = Percentiles.of(images.flatMap(\.pixels), at: [low, high])
        return IntensityMap(offset: ends[0], spread: ends[1] - ends[0])
    }

    /// Takes the image's mean to 0 and its standard deviation to 1.
    ///
    /// A constant image is only shifted.
    package static func zScore(of image: FloatImage) -> IntensityMap {
        precondition(!image.pixels.isEmpty, "a mean needs a value")
        let count = Double(image.pixels.count)
        let mean = image.pixels.reduce(0.0) { $0 + Double($1) } / count
        let variance =
            image.pixels.reduce(0.0) {
                let difference = Double($1) - mean
                return $0 + difference * difference
            } / count
        return IntensityMap(offset: Float(mean), spread: Float(variance.squareRoot()))
    }

    package func apply(to image: FloatImage) -> FloatImage {
        var result = image
        apply(to: &result.pixels)
        return result
    }

    package func apply(to values: inout [Float]) {
        values.withUnsafeMutableBufferPointer { values in
            for index in values.indices { values[index] = (values[index] - offset) * scale }
        }
    }

    /// Gives back the grey values that ``apply(to:)-(FloatImage)`` was handed.
    package func undo(on image: FloatImage) -> FloatImage {
        var result = image
        undo(on: &result.pixels)
        return result
    }

    package func undo(on values: inout [Float]) {
        let inverse = 1 / scale
        values.withUnsafeMutableBufferPointer { values in
            for index in values.indices { values[index] = values[index] * inverse + offset }
        }
    }

    /// - Parameter spread: What becomes 1; a map only shifts where there is none.
    init(offset: Float, spread: Float) {
        let inverse = 1 / spread
        self.init(offset: offset, scale: spread > 0 && inverse.isFinite ? inverse : 1)
    }
}
