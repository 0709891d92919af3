internal import Foundation

/// Factors that turn a network's per-pixel scale into intervals that hold what they promise.
///
/// An interval is `mean - factor * scale ... mean + factor * scale`. Made by
/// ``ConformalCalibration``.
///
/// The promise is about images, not pixels: neighbouring pixels fail together, so only whole images
/// can be drawn anew. It holds for images that come as those of the calibration did (same cells,
/// same optics, same light), averaged over pixels and over such images; it does not hold for each
/// pixel, nor for each structure.
///
/// - Source: Angelopoulos et al., Proceedings of Machine Learning Research 162 (2022) 717–730.
package struct ConformalScale: Sendable, Codable, Equatable {
    /// How a factor was chosen.
    package enum Method: String, Sendable, Codable {
        /// Smallest that covers the calibration images as asked: right on average, without a margin
        /// for having seen only so many images.
        case quantile
        /// Smallest that covers new images as asked with probability ``ConformalScale/confidence``,
        /// whatever the network and the images. Wider, and much wider with few images.
        case bound
    }

    package struct Level: Sendable, Codable, Equatable {
        /// Share of pixels that is to lie inside.
        package let coverage: Double
        package let quantileFactor: Double
        /// `nil` where the images are too few for any promise.
        package let boundFactor: Double?
        /// Mean coverage of the calibration images with ``quantileFactor``.
        package let reached: Double
    }

    package let levels: [Level]
    package let imageCount: Int
    /// Of the bound, 1 − delta.
    package let confidence: Double

    /// The factor for a coverage that was calibrated.
    ///
    /// - Returns: The factor and how it was chosen: the bound is asked for and the images were too
    ///   few, then the quantile; `nil` for a coverage that was not calibrated.
    package func factor(
        coverage: Double, _ wanted: Method = .quantile
    ) -> (value: Double, method: Method)? {
        guard let level = levels.first(where: { abs($0.coverage - coverage) < 1e-9 }) else {
            return nil
        }
        guard wanted == .bound, let bound = level.boundFactor else {
            return (level.quantileFactor, .quantile)
        }
        return (bound, .bound)
    }
}
