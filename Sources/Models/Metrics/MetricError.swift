/// Why a metric could not be computed.
package struct MetricError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case shapeMismatch
        case empty
        case notFinite
        /// All values equal where their range divides.
        case constant
        case tooSmall
        case outOfRange
    }

    package let reason: Reason
    /// What was asked and what came, in one line.
    package let description: String

    init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }

    /// Refuses an empty list, or NaN or infinity in it.
    static func requireFinite(
        _ values: [Double], _ what: String
    ) throws(MetricError) {
        guard !values.isEmpty else { throw MetricError(.empty, "\(what): no values") }
        guard let place = values.firstIndex(where: { !$0.isFinite }) else { return }
        throw MetricError(.notFinite, "\(what): value \(place) is \(values[place])")
    }

    /// Refuses lists of different length.
    static func requireSameCount(
        _ left: Int, _ right: Int, _ what: String
    ) throws(MetricError) {
        guard left != right else { return }
        throw MetricError(.shapeMismatch, "\(what): \(left) and \(right) values")
    }

    /// Refuses an image without pixels, or with NaN or infinity.
    static func requireFinite(_ image: FloatImage, _ what: String) throws(MetricError) {
        guard !image.pixels.isEmpty else { throw MetricError(.empty, "\(what): no pixels") }
        let sum = image.pixels.withUnsafeBufferPointer { pixels in
            // Zero times a number is zero, times NaN or infinity it is NaN.
            pixels.reduce(into: Float(0)) { $0 += $1 * 0 }
        }
        guard sum.isNaN else { return }
        let place = image.pixels.firstIndex { !$0.isFinite } ?? 0
        throw MetricError(
            .notFinite,
            "\(what): pixel x \(place % image.width), y \(place / image.width) is not a number")
    }
}
