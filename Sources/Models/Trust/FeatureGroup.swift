/// Training tiles that look alike to a network: their middle along the axes, and how they vary round it.
struct FeatureGroup: Sendable, Codable, Equatable {
    let centre: [Double]
    /// Of the covariance along the axes.
    let factor: CholeskyFactor
    /// Variance of what no axis shows, for each direction that there is beside them.
    let rest: Double

    /// Mahalanobis's distance, squared, and what no axis shows.
    func squaredDistance(along: [Double], rest beside: Double, restWeight: Double) -> Double {
        var steps = zip(along, centre).map { $0 - $1 }
        steps.withUnsafeMutableBufferPointer { factor.whiten($0) }
        let square = steps.reduce(0) { $0 + $1 * $1 }
        return rest > 0 ? square + restWeight * beside / rest : square
    }

    func fits(_ axes: PrincipalAxes) -> Bool {
        centre.count == axes.count && factor.order == axes.count
            && centre.allSatisfy(\.isFinite) && rest.isFinite && rest >= 0
    }
}
