/// What a fluorescence frame holds, in electrons.
package struct SignalFeatures: Sendable, Hashable, Codable {
    /// Brightest structure above the background, electrons per pixel.
    package var peakElectrons: Double
    /// Median of the frame above the camera's offset, electrons per pixel.
    package var backgroundElectrons: Double
    /// Expected noise of one pixel at the peak: shot noise of signal and background, read noise.
    package var noiseElectrons: Double
    /// Peak over noise.
    package var peakSNR: Double

    package init(
        peakElectrons: Double, backgroundElectrons: Double, noiseElectrons: Double,
        peakSNR: Double
    ) {
        self.peakElectrons = peakElectrons
        self.backgroundElectrons = backgroundElectrons
        self.noiseElectrons = noiseElectrons
        self.peakSNR = peakSNR
    }
}

/// How a camera turns electrons into grey values.
package struct SensorCalibration: Sendable, Hashable {
    /// Grey value of a dark pixel.
    package var offset: Double
    package var electronsPerGrey: Double
    package var readNoiseElectrons: Double

    package init(offset: Double, electronsPerGrey: Double, readNoiseElectrons: Double) {
        self.offset = offset
        self.electronsPerGrey = electronsPerGrey
        self.readNoiseElectrons = readNoiseElectrons
    }
}

/// Measures the peak signal-to-noise ratio of fluorescence frames.
///
/// The peak is the largest mean of 8×8 pixels, so that neither a hot pixel nor the noise of one
/// pixel counts as signal; structures are expected to be larger than that (a nucleus is).
///
/// - Complexity: one pass over the pixels; no allocation after the first frame of a size.
package final class SignalToNoise {
    private static let blockEdge = 4
    private var blocks: [Float] = []
    private var sorted: [Float] = []

    package init() {}

    /// - Returns: `nil` for a frame under 16 pixels wide or high, or a senseless calibration.
    package func measure(
        _ frame: ImageView, calibration: SensorCalibration
    ) -> SignalFeatures? {
        let columns = frame.width / Self.blockEdge
        let rows = frame.height / Self.blockEdge
        guard columns >= 4, rows >= 4, calibration.electronsPerGrey > 0,
            calibration.offset.isFinite, calibration.readNoiseElectrons >= 0
        else { return nil }
        average(frame, columns: columns, rows: rows)
        sorted.replaceSubrange(0..<sorted.count, with: blocks)
        let background = Selection.select(&sorted, rank: sorted.count / 2)
        let peak = largestWindow(columns: columns, rows: rows)
        return features(peak: Double(peak), background: Double(background), calibration)
    }

    private func features(
        peak: Double, background: Double, _ calibration: SensorCalibration
    ) -> SignalFeatures {
        let gain = calibration.electronsPerGrey
        let signal = max(0, (peak - background) * gain)
        let level = max(0, (background - calibration.offset) * gain)
        let read = calibration.readNoiseElectrons
        let noise = (signal + level + read * read).squareRoot()
        return SignalFeatures(
            peakElectrons: signal, backgroundElectrons: level, noiseElectrons: noise,
            peakSNR: noise > 0 ? signal / noise : 0)
    }

    /// Fills `blocks` with the means of 4×4 pixels.
    private func average(_ frame: ImageView, columns: Int, rows: Int) {
        if blocks.count != columns * rows {
            blocks = [Float](repeating: 0, count: columns * rows)
            sorted = blocks
        }
        BlockMeans.fill(&blocks, from: frame, edge: Self.blockEdge, columns: columns, rows: rows)
    }

    /// The largest mean of 2×2 neighbouring blocks.
    private func largestWindow(columns: Int, rows: Int) -> Float {
        blocks.withUnsafeBufferPointer { blocks in
            var largest = -Float.infinity
            for row in 0..<(rows - 1) {
                let upper = row * columns
                let lower = upper + columns
                for column in 0..<(columns - 1) {
                    let sum =
                        (blocks[upper + column] + blocks[upper + column + 1])
                        + (blocks[lower + column] + blocks[lower + column + 1])
                    largest = max(largest, sum)
                }
            }
            return largest / 4
        }
    }
}
