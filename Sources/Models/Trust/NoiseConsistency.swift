/// Tests whether a raw frame could be the restored one plus the camera's noise, tile by tile.
///
/// What is left after the restored mean is taken away, over the noise that a camera must have there,
/// is white, has unit variance and knows nothing of the image. What a network removed, invented or
/// smoothed stays behind in it.
///
/// - Complexity: a few passes over the pixels; no allocation after the first frame of a size.
/// - Source: `NoiseTest` names the tests; camera noise is Poisson plus Gaussian.
package final class NoiseConsistency {
    /// In pixels; tiles at the right and lower border overlap their neighbours to be as large.
    package static let tileEdge = 32

    /// Row by row, of the last frame measured.
    package private(set) var tiles: [NoiseTile] = []
    private var work = NoiseTileWork(edge: NoiseConsistency.tileEdge)

    package init() {}

    /// Fills ``tiles``.
    ///
    /// - Parameters:
    ///   - raw: Electrons above the camera's offset, background included.
    ///   - restored: Mean electrons above the offset that the network expects.
    /// - Throws: `shapeMismatch` for images of different shape or smaller than a tile, `outOfRange`
    ///   for a senseless calibration. NaN makes a tile's deviations NaN, which is an alarm.
    package func measure(
        raw: FloatImage, restored: FloatImage, calibration: SensorCalibration
    ) throws(TrustError) {
        let edge = Self.tileEdge
        guard raw.width == restored.width, raw.height == restored.height,
            min(raw.width, raw.height) >= edge
        else {
            throw TrustError(
                .shapeMismatch,
                "noise test: raw \(raw.width)×\(raw.height), restored \(restored.width)×"
                    + "\(restored.height) pixels; both need one size of at least \(edge)×\(edge)")
        }
        let read = calibration.readNoiseElectrons
        let step = calibration.electronsPerGrey
        guard read >= 0, read.isFinite, step > 0, step.isFinite else {
            throw TrustError(
                .outOfRange,
                "noise test: the camera's read noise is \(read) electrons, \(step) electrons make a "
                    + "grey value; calibrate the camera")
        }
        // Rounding to grey values is noise as well.
        let floor = max(Float(read * read + step * step / 12), 1e-2)
        let columns = (raw.width + edge - 1) / edge
        let rows = (raw.height + edge - 1) / edge
        tiles.removeAll(keepingCapacity: true)
        tiles.reserveCapacity(columns * rows)
        raw.pixels.withUnsafeBufferPointer { rawPixels in
            restored.pixels.withUnsafeBufferPointer { restoredPixels in
                guard let rawStart = rawPixels.baseAddress,
                    let restoredStart = restoredPixels.baseAddress
                else { return }
                for index in 0..<columns * rows {
                    let x = min(index % columns * edge, raw.width - edge)
                    let y = min(index / columns * edge, raw.height - edge)
                    work.load(
                        raw: rawStart, restored: restoredStart, width: raw.width,
                        height: raw.height, x: x, y: y, variance: floor)
                    tiles.append(NoiseTile(x: x, y: y, deviations: work.deviations()))
                }
            }
        }
    }
}
