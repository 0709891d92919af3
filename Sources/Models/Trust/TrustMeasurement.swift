/// Measures how a trained network errs, so that its package can tell later when it is wrong.
///
/// Frames count electrons or are left out. Light is taken away from bright frames as in training.
package struct TrustMeasurement {
    private let predictor: PackagePredictor
    private let shown: ShownImages
    /// Frames drawn from each bright frame, and at least from all of them together.
    private static let drawCount = (each: 3, all: 24)
    private static let mostFrames = 150
    /// A covariance of many features needs many frames.
    private static let mostFeatureFrames = 1000
    private static let fewestTiles = 16
    private static let tilesPerGroup = 40
    private static let mostGroups = 12
    /// Of frames like those of training that are called strange.
    private static let falseAlarmRate = 0.01

    /// - Parameter channels: That it learnt from; `nil` for all that suit it.
    package init(_ predictor: PackagePredictor, channels: [String]?) {
        self.predictor = predictor
        shown = ShownImages(predictor, channels: channels)
    }

    /// The calibration for the package.
    ///
    /// - Parameters:
    ///   - training: What the network learnt from; their range is what later frames must lie in.
    ///   - heldOut: What it did not learn from; sets the intervals and the noise test of a
    ///     restoration. Parts for which they are too few are left out.
    /// - Returns: `nil` where no training frame of 64 pixels a side counts electrons.
    package func calibration(
        training: [TrainingFrame], heldOut: [TrainingFrame]
    ) throws -> TrustCalibration? {
        var random = SplitMix64(seed: 0x7A57)
        guard let range = try inputRange(training, &random) else { return nil }
        let features = try featureDistribution(training, heldOut, &random)
        guard predictor.kind == .restore else {
            return TrustCalibration(input: range, features: features)
        }
        var conformal = ConformalCalibration()
        var byLight: [(signal: Double, calibration: ConformalCalibration)] = []
        let meter = InputMeter()
        var tiles: [NoiseTile] = []
        var tilesByLight: [(signal: Double, tiles: [NoiseTile])] = []
        let tester = NoiseConsistency()
        let held = shown.drawable(heldOut, limit: Self.mostFrames)
        let draws = max(Self.drawCount.each, Self.drawCount.all / max(held.count, 1))
        for drawable in held {
            for _ in 0..<draws {
                let (low, high) = drawable.draw(&random)
                let answers = try predictor.run(low)
                let raw = low[0]
                guard answers.count >= 2 else {
                    return TrustCalibration(input: range, features: features)
                }
                var frame = ConformalCalibration()
                try frame.add(mean: answers[0].image, scale: answers[1].image, truth: high)
                conformal.append(frame)
                let signal =
                    min(raw.width, raw.height) >= 64
                    ? try meter.measure(raw).signalElectrons : nil
                if let signal { byLight.append((signal, frame)) }
                guard min(raw.width, raw.height) >= NoiseConsistency.tileEdge else { continue }
                try tester.measure(
                    raw: raw, restored: answers[0].image,
                    calibration: SensorCalibration(
                        offset: 0, electronsPerGrey: 1,
                        readNoiseElectrons: drawable.material.readNoise))
                tiles += tester.tiles
                if let signal { tilesByLight.append((signal, tester.tiles)) }
            }
        }
        return TrustCalibration(
            input: range, conformal: conformal.imageCount > 0 ? try conformal.scale() : nil,
            lights: try ConformalLights(byLight),
            noise: tiles.count >= NoiseConsistency.Threshold.fewestTiles
                ? try NoiseConsistency.Threshold(cleanTiles: tiles) : nil,
            noiseLights: try NoiseLights(tilesByLight), features: features)
    }

    /// How the network sees frames that it learnt from, and how far those lie from it that it did
    /// not; `nil` without tiles enough to tell, or where it makes no image smaller.
    private func featureDistribution(
        _ training: [TrainingFrame], _ heldOut: [TrainingFrame], _ random: inout SplitMix64
    ) throws -> FeatureDistribution? {
        func tables(_ frames: [TrainingFrame], draws: Int) throws -> [FeatureTable] {
            try (0..<draws).flatMap { _ in
                try shown.of(frames, limit: Self.mostFeatureFrames, random: &random).compactMap {
                    input in
                    _ = try predictor.run(input.planes)
                    return predictor.features
                }
            }
        }
        let isDrawn = predictor.kind == .restore
        let isFew = training.count * Self.drawCount.each < Self.mostFeatureFrames
        let known = try tables(training, draws: isDrawn && isFew ? Self.drawCount.each : 1)
        let tileCount = known.reduce(0) { $0 + $1.tileCount }
        let others = try tables(heldOut, draws: isDrawn ? Self.drawCount.each : 1)
        // Fewer say nothing, however far the covariance is drawn to its diagonal.
        guard tileCount >= Self.fewestTiles, others.count >= 5 else { return nil }
        return try FeatureDistribution(
            training: known, heldOut: others, falseAlarmRate: Self.falseAlarmRate,
            groupCount: min(Self.mostGroups, max(1, tileCount / Self.tilesPerGroup)))
    }

    /// Of all frames as they are and, for a restoration, with light taken away.
    private func inputRange(
        _ frames: [TrainingFrame], _ random: inout SplitMix64
    ) throws -> InputRange? {
        let meter = InputMeter()
        var statistics: [InputStatistics] = []
        func isWide(_ width: Int, _ height: Int) -> Bool { min(width, height) >= 64 }
        for frame in frames {
            for image in shown.images(of: frame)
            where image.calibration != nil && isWide(image.image.width, image.image.height) {
                statistics.append(
                    try meter.measure(image.image, pixelMicrometers: frame.pixelMicrometers))
            }
        }
        guard !statistics.isEmpty else { return nil }
        if predictor.kind == .restore {
            for drawable in shown.drawable(frames, limit: Self.mostFrames)
            where isWide(drawable.material.width, drawable.material.height) {
                statistics.append(
                    try meter.measure(
                        drawable.draw(&random).low[0],
                        pixelMicrometers: drawable.pixelMicrometers))
            }
        }
        return try InputRange(training: statistics)
    }
}
