import Foundation

extension Double {
    /// With `places` digits after the point.
    func rounded(places: Int) -> String { String(format: "%.\(places)f", self) }

    /// The median of an odd number of values, or the upper of the middle two.
    static func median(of values: [Double]) -> Double {
        precondition(!values.isEmpty, "nothing was measured")
        return values.sorted()[values.count / 2]
    }
}
