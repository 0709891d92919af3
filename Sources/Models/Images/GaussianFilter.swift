internal import Foundation

/// Blurs with a Gaussian, cut off at four standard deviations.
///
/// - Source: same kernel and border as SciPy's `gaussian_filter` with its defaults.
package struct GaussianFilter: Sendable {
    /// Standard deviation in pixels.
    package let sigma: Double
    private let filter: SymmetricFilter

    /// - Parameter sigma: Standard deviation in pixels; at least 0, where 0 changes nothing.
    package init(sigma: Double) {
        precondition(sigma >= 0 && sigma.isFinite, "a blur is not negative")
        self.sigma = sigma
        let reach = Int(4 * sigma + 0.5)
        let bell = (0...reach).map { place in
            sigma == 0 ? 1 : exp(-0.5 * Double(place * place) / (sigma * sigma))
        }
        let sum = 2 * bell.reduce(0, +) - bell[0]
        filter = SymmetricFilter(weights: bell.map { Float($0 / sum) })
    }

    package func apply(to image: FloatImage) -> FloatImage { filter.apply(to: image) }
}
