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

/// One bright structure of a fluorescence frame, as a nucleus is.
package struct BrightSpot: Sendable, Hashable, Codable {
    /// Middle, in pixels.
    package var x: Double
    package var y: Double
    /// Above the background, electrons per pixel.
    package var peakElectrons: Double

    package init(x: Double, y: Double, peakElectrons: Double) {
        self.x = x
        self.y = y
        self.peakElectrons = peakElectrons
    }

    package func distance(to other: BrightSpot) -> Double {
        ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
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

    /// The bright structures of the frame that was measured last, the brightest first.
    ///
    /// - Parameters:
    ///   - count: How many at most.
    ///   - apart: How far two of them are from one another at least, pixels.
    /// - Returns: Those that stand three times above the noise of their mean.
    package func brightSpots(
        _ frame: ImageView, calibration: SensorCalibration, count: Int, apart: Double
    ) -> [BrightSpot] {
        let columns = frame.width / Self.blockEdge
        let rows = frame.height / Self.blockEdge
        guard columns * rows == blocks.count, columns >= 4, rows >= 4 else { return [] }
        let background = sorted[sorted.count / 2]
        let level = max(0, (Double(background) - calibration.offset) * calibration.electronsPerGrey)
        let read = calibration.readNoiseElectrons
        let least = 3 * ((level + read * read) / 64).squareRoot() / calibration.electronsPerGrey
        var found: [BrightSpot] = []
        for (value, place) in peaks(columns: columns, rows: rows, above: background + Float(least))
        {
            let spot = BrightSpot(
                x: Double(Self.blockEdge * (place % columns + 1)),
                y: Double(Self.blockEdge * (place / columns + 1)),
                peakElectrons: Double(value - background) * calibration.electronsPerGrey)
            guard found.count < count else { break }
            if found.allSatisfy({ $0.distance(to: spot) >= apart }) { found.append(spot) }
        }
        return found
    }

    /// Means of 2×2 neighbouring blocks that none of those beside them exceeds, largest first, with
    /// the index of their first block.
    private func peaks(columns: Int, rows: Int, above least: Float) -> [(Float, Int)] {
        var windows = [Float](repeating: -.infinity, count: columns * rows)
        for row in 0..<(rows - 1) {
            for place in row * columns..<(row * columns + columns - 1) {
                let upper = blocks[place] + blocks[place + 1]
                windows[place] = (upper + blocks[place + columns] + blocks[place + columns + 1]) / 4
            }
        }
        var peaks: [(Float, Int)] = []
        for row in 0..<(rows - 1) {
            for column in 0..<(columns - 1) {
                let value = windows[row * columns + column]
                guard value > least else { continue }
                var isPeak = true
                for near in max(0, row - 1)...min(rows - 1, row + 1) {
                    for place in max(0, column - 1)...min(columns - 1, column + 1)
                    where windows[near * columns + place] > value { isPeak = false }
                }
                if isPeak { peaks.append((value, row * columns + column)) }
            }
        }
        return peaks.sorted { ($1.0, $0.1) < ($0.0, $1.1) }
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
