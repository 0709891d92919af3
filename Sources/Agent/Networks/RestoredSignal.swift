import Models

/// Peak and noise of a restored frame, in electrons.
///
/// The peak is the largest mean of 8×8 pixels above the median, as for raw frames. The noise of a
/// pixel there is the standard deviation of the Laplace distribution that the network gives:
/// √2 times its scale.
struct RestoredSignal {
    private static let edge = 4

    let peakElectrons: Double
    let backgroundElectrons: Double
    let noiseElectrons: Double

    var peakSNR: Double { noiseElectrons > 0 ? peakElectrons / noiseElectrons : 0 }

    var numbers: [String: Double] {
        [
            "peak_electrons": peakElectrons, "background_electrons": backgroundElectrons,
            "noise_electrons": noiseElectrons, "peak_snr": peakSNR,
        ]
    }

    /// - Parameters:
    ///   - mean: Grey values.
    ///   - scale: Of the same size, grey values.
    /// - Returns: `nil` for an image under 16 pixels wide or high, or a senseless calibration.
    init?(mean: FloatImage, scale: FloatImage, offset: Double, electronsPerGrey: Double) {
        let (columns, rows) = (mean.width / Self.edge, mean.height / Self.edge)
        guard columns >= 4, rows >= 4, electronsPerGrey > 0, offset.isFinite else { return nil }
        var means = mean.blockMeans(edge: Self.edge).pixels
        let scales = scale.blockMeans(edge: Self.edge).pixels
        func window(_ values: [Float], _ place: Int) -> Float {
            (values[place] + values[place + 1] + values[place + columns]
                + values[place + columns + 1]) / 4
        }
        var peak = (value: -Float.infinity, place: 0)
        for row in 0..<(rows - 1) {
            for column in 0..<(columns - 1) {
                let place = row * columns + column
                let value = window(means, place)
                if value > peak.value { peak = (value, place) }
            }
        }
        let background = Selection.select(&means, rank: means.count / 2)
        peakElectrons = max(0, Double(peak.value - background) * electronsPerGrey)
        backgroundElectrons = max(0, (Double(background) - offset) * electronsPerGrey)
        noiseElectrons =
            2.0.squareRoot() * Double(window(scales, peak.place)) * electronsPerGrey
    }
}
