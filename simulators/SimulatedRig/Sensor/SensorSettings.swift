import Glibc

/// A scientific CMOS sensor.
///
/// - Source: sheet 10.5, typical of vendor sheets.
package struct SensorSettings: Codable, Sendable, Equatable {
    package var width = 2048
    package var height = 2048
    package var offset = 100.0
    /// Spread of the offset from pixel to pixel, in counts.
    package var offsetSpread = 1.5
    package var electronsPerCount = 0.46
    /// Relative spread of the gain from pixel to pixel.
    package var gainSpread = 0.01
    /// Median of the read noise, electrons; single pixels reach 20.
    package var readNoise = 1.0
    package var rowNoise = 0.2
    package var darkElectronsPerSecond = 0.15
    package var fullWellElectrons = 30_000.0
    package var bits = 16

    package init() {}

    /// Share of pixels that are not bad.
    private static let goodShare = 0.97

    /// Root mean square over all pixels but the bad ones of what a dark frame shows beside its mean,
    /// electrons: read noise, rows, and offsets that differ. What a camera tells of itself.
    package var darkNoise: Double {
        let steps = 4096
        let ratios = (0..<steps).map {
            Self.relativeNoise((Double($0) + 0.5) / Double(steps) * Self.goodShare)
        }
        let square = ratios.reduce(0) { $0 + $1 * $1 } / Double(steps)
        let offset = offsetSpread * electronsPerCount
        return (readNoise * readNoise * square + rowNoise * rowNoise + offset * offset)
            .squareRoot()
    }

    /// Read noise relative to the median, by rank: log-normal with a long tail of bad pixels.
    static func relativeNoise(_ share: Double) -> Double {
        let logit = log(share / (1 - share))
        let body = exp(0.14 * logit)
        guard share > goodShare else { return body }
        let tail = (share - goodShare) / (1 - goodShare)
        return body + 1.5 * tail + 13 * pow(tail, 24)
    }
}
