extension NoiseConsistency {
    /// What deviations are usual on right restorations by one network, and from where they alarm.
    ///
    /// A network's own small errors and the noise that it lets through shift the tests a little;
    /// measured on clean tiles, they are taken out before the tests are combined.
    package struct Threshold: Sendable, Codable, Equatable {
        /// By ``NoiseTest``: the median on clean tiles.
        package let centres: SIMD8<Double>
        /// By ``NoiseTest``: the spread about it, as a standard deviation.
        package let spreads: SIMD8<Double>
        /// Over the score, which is one less ``NoiseTile/probability``.
        package let alarm: AlarmThreshold

        /// Fewer clean tiles do not tell a rate.
        static let fewestTiles = 100

        /// For a perfect restoration: white noise, known without calibration.
        package static func whiteNoise(falseAlarmRate: Double = 0.05) -> Threshold {
            Threshold(
                centres: .zero, spreads: .one,
                alarm: AlarmThreshold(
                    knownScore: 1 - falseAlarmRate, falseAlarmRate: falseAlarmRate))
        }

        private init(
            centres: SIMD8<Double>, spreads: SIMD8<Double>, alarm: AlarmThreshold
        ) {
            self.centres = centres
            self.spreads = spreads
            self.alarm = alarm
        }

        /// Fits to tiles that are known to be restored well.
        ///
        /// - Parameter tiles: A hundred at least; thousands make the rate exact.
        /// - Throws: `tooFew`, `notFinite`, `outOfRange` for a rate that is none.
        package init(
            cleanTiles tiles: [NoiseTile], falseAlarmRate: Double = 0.05
        ) throws(TrustError) {
            guard tiles.count >= Self.fewestTiles else {
                throw TrustError(
                    .tooFew,
                    "noise test: \(tiles.count) clean tiles of 32×32 pixels; "
                        + "\(Self.fewestTiles) are needed")
            }
            var centres = SIMD8<Double>.zero
            var spreads = SIMD8<Double>.one
            for test in NoiseTest.allCases {
                let values = tiles.map { $0.deviation(test) }
                guard values.allSatisfy(\.isFinite) else {
                    throw TrustError(.notFinite, "noise test: a clean tile's \(test) is no number")
                }
                let centre = Self.median(values)
                centres[test.rawValue] = centre
                // The median distance of a normal from its middle is 0.6745 standard deviations.
                let spread = Self.median(values.map { abs($0 - centre) }) / 0.6745
                spreads[test.rawValue] = max(spread, 1e-6)
            }
            self.centres = centres
            self.spreads = spreads
            let scores = tiles.map { tile in
                1 - NoiseTile.probability(of: (tile.deviations - centres) / spreads)
            }
            alarm = try AlarmThreshold(scores: scores, falseAlarmRate: falseAlarmRate)
        }

        /// How probable the tile is beside clean ones.
        package func probability(_ tile: NoiseTile) -> Double {
            NoiseTile.probability(of: usual(tile))
        }

        package func isAlarm(_ tile: NoiseTile) -> Bool { alarm.isAlarm(1 - probability(tile)) }

        /// The test that fails worst.
        package func worstTest(_ tile: NoiseTile) -> NoiseTest {
            let deviations = usual(tile)
            return NoiseTest.allCases.max {
                Self.size(deviations[$0.rawValue]) < Self.size(deviations[$1.rawValue])
            } ?? .mean
        }

        private func usual(_ tile: NoiseTile) -> SIMD8<Double> {
            (tile.deviations - centres) / spreads
        }

        private static func size(_ deviation: Double) -> Double {
            deviation.isFinite ? abs(deviation) : .infinity
        }

        private static func median(_ values: [Double]) -> Double {
            let sorted = values.sorted()
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
    }
}
