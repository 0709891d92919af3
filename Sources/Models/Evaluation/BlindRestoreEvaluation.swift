/// Restored frames judged by noisy frames alone, where nothing shows what is true.
///
/// A good restoration foretells pixels that it was not shown, and takes away nothing but noise: what
/// is left of the raw frame knows nothing of its neighbours, and is as strong as the camera's noise.
///
/// - Source: J. Batson & L. Royer, Noise2Self, ICML 2019; the noise test is ``NoiseConsistency``'s.
struct BlindRestoreEvaluation {
    /// Of the 16 classes of hidden pixels: time for certainty.
    private static let classes = 4

    private let predictor: PackagePredictor
    private let channels: [String]?

    init(_ predictor: PackagePredictor, channels: [String]?) {
        self.predictor = predictor
        self.channels = channels
    }

    /// What one way of restoring a frame reaches.
    private struct Measure {
        /// Mean squared error of hidden pixels, over the variance of the raw frame.
        let loss: Double
        /// Of neighbours in what was taken away: 0 for noise that is independent from pixel to pixel.
        let correlation: Double
        /// Share of tiles that fit the camera's noise; `nil` where the camera is not known.
        let fitting: Double?
    }

    func run(_ frames: [TrainingFrame]) throws -> NetworkEvaluation {
        var images: [String: [(ChannelImage, Double?)]] = [:]
        for frame in frames {
            for image in frame.images
            where image.kind == .frame && channels?.contains(image.channel) ?? true
                && min(image.image.width, image.image.height) >= NoiseConsistency.tileEdge
            {
                images[image.channel, default: []].append((image, frame.pixelMicrometers))
            }
        }
        guard !images.isEmpty else {
            throw NetworkError(
                predictor.package.name,
                "no camera frame of \(NoiseConsistency.tileEdge) pixels a side to judge by")
        }
        var result = NetworkEvaluation(notes: [
            "There is nothing brighter to compare with: figures are of noisy frames alone. The "
                + "self-supervised loss holds the noise of the hidden pixel itself, so that even a "
                + "perfect restoration does not reach 0."
        ])
        for (name, images) in images.sorted(by: { $0.key < $1.key }) {
            try add(name, images, to: &result)
        }
        return result
    }

    private func add(
        _ name: String, _ images: [(ChannelImage, Double?)], to result: inout NetworkEvaluation
    ) throws {
        var own: [Measure] = []
        var raw: [Measure] = []
        var classical: [[Measure]] = []
        for (index, (frame, pixelMicrometers)) in images.enumerated() {
            let restored = try predictor.run([frame.image])[0].image
            own.append(
                try measure(frame, restored) { try predictor.run([$0])[0].image })
            raw.append(try measure(frame, frame.image) { $0 })
            classical.append(
                try ClassicalDenoiser.candidates.map { candidate in
                    try measure(frame, Self.smoothed(frame, frame.image, candidate)) {
                        Self.smoothed(frame, $0, candidate)
                    }
                })
            if index == 0 {
                result.examples.append(
                    Self.example(name, frame.image, restored, pixelMicrometers))
            }
        }
        // The one that foretells these very frames best, as a user would choose it.
        func total(_ place: Int) -> Double { classical.reduce(0) { $0 + $1[place].loss } }
        let best =
            ClassicalDenoiser.candidates.indices.min { total($0) < total($1) } ?? 0
        let filtered = classical.map { $0[best] }
        result.figures.append(
            try NetworkEvaluation.figure(
                "self-supervised loss, \(name)", own.map(\.loss), isLowerBetter: true,
                peers: [
                    ("mean of four neighbours", raw.map(\.loss)),
                    ("best classical filter", filtered.map(\.loss)),
                ]))
        result.figures.append(
            try NetworkEvaluation.figure(
                "correlation of neighbours in what is taken away, \(name)",
                own.map(\.correlation), isLowerBetter: true,
                peers: [("best classical filter", filtered.map(\.correlation))]))
        let fitting = own.compactMap(\.fitting)
        guard fitting.count == own.count else { return }
        result.figures.append(
            try NetworkEvaluation.figure(
                "tiles that fit the camera's noise, \(name) (%)", fitting.map { 100 * $0 },
                peers: [
                    ("best classical filter", filtered.compactMap(\.fitting).map { 100 * $0 })
                ]))
    }

    private func measure(
        _ frame: ChannelImage, _ restored: FloatImage,
        denoiser: (FloatImage) throws -> FloatImage
    ) throws -> Measure {
        let raw = frame.image
        let loss = try BlindSpotLoss(classes: Self.classes).value(for: raw, denoiser: denoiser)
        let left = zip(raw.pixels, restored.pixels).map { Double($0 - $1) }
        var fitting: Double?
        if let calibration = frame.calibration {
            let test = NoiseConsistency()
            try test.measure(
                raw: raw, restored: restored,
                calibration: SensorCalibration(
                    offset: 0, electronsPerGrey: calibration.electronsPerGrey,
                    readNoiseElectrons: calibration.readNoiseElectrons))
            let threshold = NoiseConsistency.Threshold.whiteNoise()
            let fits = test.tiles.count { !threshold.isAlarm($0) }
            fitting = Double(fits) / Double(test.tiles.count)
        }
        return Measure(
            loss: loss / max(Self.variance(raw.pixels.map(Double.init)), .leastNormalMagnitude),
            correlation: Self.correlation(left, width: raw.width, height: raw.height),
            fitting: fitting)
    }

    private static func variance(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    }

    /// The mean size of the correlations of neighbours along rows and along columns; 0 where
    /// nothing was taken away.
    private static func correlation(_ values: [Double], width: Int, height: Int) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        let power = variance(values)
        guard power > 0 else { return 0 }
        func pairs(_ step: Int, columns: Int, rows: Int) -> Double {
            var sum = 0.0
            for y in 0..<rows {
                for x in 0..<columns {
                    let place = y * width + x
                    sum += (values[place] - mean) * (values[place + step] - mean)
                }
            }
            return sum / Double(columns * rows) / power
        }
        return
            (abs(pairs(1, columns: width - 1, rows: height))
            + abs(pairs(width, columns: width, rows: height - 1))) / 2
    }

    /// With the camera's noise where it is known, else with noise that is the same everywhere.
    private static func smoothed(
        _ frame: ChannelImage, _ image: FloatImage, _ smoothing: ClassicalDenoiser.Smoothing
    ) -> FloatImage {
        if let calibration = frame.calibration {
            return ClassicalDenoiser(
                smoothing: smoothing,
                calibration: SensorCalibration(
                    offset: 0, electronsPerGrey: 1,
                    readNoiseElectrons: calibration.readNoiseElectrons)
            ).apply(to: image)
        }
        let noise = Self.noise(of: frame.image)
        return smoothing.apply(to: image.multiplied(by: 1 / noise)).multiplied(by: noise)
    }

    /// A standard deviation from the differences of neighbours, which hold little of an image.
    private static func noise(of image: FloatImage) -> Float {
        var sum = 0.0
        for y in 0..<image.height {
            for x in 1..<image.width { sum += Double(abs(image[x, y] - image[x - 1, y])) }
        }
        // The mean size of a normal number is √(2/π) standard deviations, a difference has √2.
        let mean = sum / Double(max(1, (image.width - 1) * image.height))
        return max(Float(mean * Double.pi.squareRoot() / 2), .leastNormalMagnitude)
    }

    private static func example(
        _ name: String, _ raw: FloatImage, _ restored: FloatImage, _ pixelMicrometers: Double?
    ) -> TrainingExample {
        let ends = Percentiles.of(restored.pixels, at: [0.1, 99.9])
        let range = TrainingExample.Range(ends[0], max(ends[1], ends[0] + 1e-3))
        var left = raw
        for place in left.pixels.indices { left.pixels[place] -= restored.pixels[place] }
        let spread = Percentiles.of(left.pixels, at: [0.5, 99.5])
        func panel(
            _ name: String, _ image: FloatImage, _ range: TrainingExample.Range
        ) -> TrainingExample.Panel {
            TrainingExample.Panel(name, .image(image, range), pixelMicrometers: pixelMicrometers)
        }
        return TrainingExample(
            title: name,
            caption: "What was taken away is to look like noise and to show nothing of the image.",
            panels: [
                panel("raw", raw, range), panel("restored", restored, range),
                panel(
                    "taken away", left,
                    TrainingExample.Range(spread[0], max(spread[1], spread[0] + 1e-3))),
            ])
    }
}
