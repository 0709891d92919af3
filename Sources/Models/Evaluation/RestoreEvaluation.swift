/// Restored frames against what much light shows.
struct RestoreEvaluation {
    private let predictor: PackagePredictor
    private let channels: [String]?

    init(_ predictor: PackagePredictor, channels: [String]?) {
        self.predictor = predictor
        self.channels = channels
    }

    /// One frame of little light with its truth, in electrons of the reference light.
    private struct Pair {
        let channel: String
        let light: Double
        let frame: ChannelImage
        let truth: FloatImage
        let isTruth: Bool
        let pixelMicrometers: Double?
        /// The place before in the same light, the youngest first, for a network that takes them.
        var earlier: [FloatImage] = []

        func quality(of image: FloatImage) throws -> ImageQuality {
            try ImageQuality(of: image, truth: truth, pixelMicrometers: pixelMicrometers)
        }

        func filtered(_ smoothing: ClassicalDenoiser.Smoothing) -> FloatImage {
            ClassicalDenoiser(
                smoothing: smoothing,
                calibration: SensorCalibration(
                    offset: 0, electronsPerGrey: 1,
                    readNoiseElectrons: frame.calibration?.readNoiseElectrons ?? 1)
            ).apply(to: frame.image)
        }
    }

    func run(_ frames: [TrainingFrame]) throws -> NetworkEvaluation {
        let pairs = frames.flatMap { frame in
            self.pairs(of: frame, after: earlier(than: frame, in: frames))
        }
        guard !pairs.isEmpty else {
            return try BlindRestoreEvaluation(predictor, channels: channels).run(frames)
        }
        var result = NetworkEvaluation()
        let groups = Dictionary(grouping: pairs) { pair in
            "\(pair.channel) at \(Self.share(pair.light)) of the light"
        }
        let sorted = groups.sorted {
            ($0.value[0].light, $0.key) < ($1.value[0].light, $1.key)
        }
        let qualities = try sorted.map { name, pairs in
            try quality(of: pairs, name, telling: &result)
        }
        result.figures = try ImageQuality.figures(of: qualities)
        if pairs.contains(where: { !$0.isTruth }) {
            result.notes.append(
                "Frames were compared with camera frames, whose own noise limits every figure.")
        }
        return result
    }

    /// What is reached on pairs of one channel and light, whose first becomes an example.
    private func quality(
        of pairs: [Pair], _ name: String, telling result: inout NetworkEvaluation
    ) throws -> ImageQuality.Group {
        var (restored, raw, classical): ([ImageQuality], [ImageQuality], [ImageQuality]) = (
            [], [], []
        )
        let filter = try Self.bestFilter(for: pairs)
        let trust = try predictor.package.trustCalibration()
        let meter = InputMeter()
        var inside: [Double] = []
        for (index, pair) in pairs.enumerated() {
            let scale = Float(1 / pair.light)
            let answers = try predictor.run([pair.frame.image] + pair.earlier)
            let mean = answers[0].image.multiplied(by: scale)
            let isLarge = min(pair.truth.width, pair.truth.height) >= 64
            let input = isLarge ? try meter.measure(pair.frame.image) : nil
            if let factor = trust?.conformal(for: input)?.factor(coverage: FrameTrust.coverage)?
                .value,
                answers.count >= 2
            {
                inside.append(
                    Self.coverage(
                        of: pair.truth, mean, answers[1].image.multiplied(by: scale), factor))
            }
            let bright = pair.frame.image.multiplied(by: scale)
            let found = SideBySide.map(3) { way in
                Result {
                    switch way {
                    case 0: try pair.quality(of: mean)
                    case 1: try pair.quality(of: bright)
                    default: try pair.quality(of: pair.filtered(filter).multiplied(by: scale))
                    }
                }
            }
            restored.append(try found[0].get())
            raw.append(try found[1].get())
            classical.append(try found[2].get())
            if index == 0 {
                result.examples.append(
                    try example(
                        name, pair, bright, mean, answers, scale, restored[0].peakSignalToNoise,
                        raw[0].peakSignalToNoise))
            }
        }
        if !inside.isEmpty {
            let share = inside.reduce(0, +) / Double(inside.count)
            result.notes.append(
                "Of the pixels, \(name), \(Self.rounded(100 * share)) % lie in the interval that is "
                    + "to hold \(Self.rounded(100 * FrameTrust.coverage)) %.")
        }
        return ImageQuality.Group(
            name: name, values: restored,
            peers: [("raw frame", raw), ("best classical filter", classical)])
    }

    /// The one that does best on these very frames, which is more than a user could choose.
    private static func bestFilter(for pairs: [Pair]) throws -> ClassicalDenoiser.Smoothing {
        let found = SideBySide.map(pairs.count) { number in
            let pair = pairs[number]
            return Result {
                try ClassicalDenoiser.candidates.map { candidate in
                    let image = pair.filtered(candidate).multiplied(by: Float(1 / pair.light))
                    return try ImagePair(truth: pair.truth, prediction: image).peakSignalToNoise()
                }
            }
        }
        var sums = ClassicalDenoiser.candidates.map { _ in 0.0 }
        for decibels in found {
            for (place, value) in try decibels.get().enumerated() { sums[place] += value }
        }
        let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
        return ClassicalDenoiser.candidates[best]
    }

    /// Share of the pixels of `truth` within `factor` scales of the mean.
    private static func coverage(
        of truth: FloatImage, _ mean: FloatImage, _ scale: FloatImage, _ factor: Double
    ) -> Double {
        var count = 0
        for index in truth.pixels.indices
        where abs(truth.pixels[index] - mean.pixels[index]) <= Float(factor) * scale.pixels[index] {
            count += 1
        }
        return Double(count) / Double(truth.pixels.count)
    }

    private func example(
        _ name: String, _ pair: Pair, _ raw: FloatImage, _ mean: FloatImage,
        _ answers: [PackagePredictor.Channel], _ scale: Float, _ after: Double, _ before: Double
    ) throws -> TrainingExample {
        let ends = Percentiles.of(pair.truth.pixels, at: [0.1, 99.9])
        let range = TrainingExample.Range(ends[0], ends[1], unit: "electrons")
        var panels = [
            panel("raw", raw, range, pair), panel("restored", mean, range, pair),
        ]
        if answers.count > 1 {
            let image = answers[1].image.multiplied(by: scale)
            let high = Percentiles.of(image.pixels, at: [99.5])[0]
            panels.append(
                panel(
                    "uncertainty", image,
                    TrainingExample.Range(0, high, unit: "electrons", ramp: .heat), pair))
        }
        panels.append(panel(pair.isTruth ? "truth" : "reference", pair.truth, range, pair))
        return TrainingExample(
            title: name,
            caption: "PSNR \(Self.rounded(before)) dB before, "
                + "\(Self.rounded(after)) dB after", panels: panels)
    }

    private func panel(
        _ name: String, _ image: FloatImage, _ range: TrainingExample.Range, _ pair: Pair
    ) -> TrainingExample.Panel {
        TrainingExample.Panel(
            name, .image(image, range), pixelMicrometers: pair.pixelMicrometers)
    }

    /// The frames before it at its place that the network takes as well, the youngest first.
    private func earlier(than frame: TrainingFrame, in frames: [TrainingFrame]) -> [TrainingFrame] {
        guard predictor.frameCount > 1 else { return [] }
        return Array(
            frames.filter {
                $0.source == frame.source && $0.position == frame.position
                    && $0.seconds < frame.seconds
            }.sorted { $0.seconds > $1.seconds }.prefix(predictor.frameCount - 1))
    }

    private func pairs(of frame: TrainingFrame, after earlier: [TrainingFrame]) -> [Pair] {
        let taken = frame.images.compactMap { image -> Pair? in
            guard image.kind == .frame, channels?.contains(image.channel) ?? true,
                let bright = frame.brightest(image.channel), image.light < 0.75 * bright.light
            else { return nil }
            return Pair(
                channel: image.channel, light: image.light / bright.light, frame: image,
                truth: bright.image, isTruth: bright.kind == .truth,
                pixelMicrometers: frame.pixelMicrometers,
                earlier: Self.images(of: earlier) { before in
                    before.images.first {
                        $0.kind == .frame && $0.channel == image.channel
                            && $0.light == image.light
                    }?.image
                })
        }
        // What learnt from frames as they are is not to be judged at a light that they never had.
        guard predictor.package.facts[NetworkPackage.Fact.isBlind] == nil else { return taken }
        let known = Set(taken.map(\.channel))
        let others = frame.images.filter {
            $0.kind == .frame && $0.calibration != nil && !known.contains($0.channel)
                && channels?.contains($0.channel) ?? ($0.channel != "phase")
        }
        return taken + others.flatMap { drawn(from: $0, in: frame, after: earlier) }
    }

    /// Of the frames up to the first that has none.
    private static func images(
        of frames: [TrainingFrame], _ image: (TrainingFrame) -> FloatImage?
    ) -> [FloatImage] {
        Array(frames.lazy.map(image).prefix { $0 != nil }.compactMap(\.self))
    }

    /// Frames of less light, drawn from one that counts electrons.
    private func drawn(
        from image: ChannelImage, in frame: TrainingFrame, after earlier: [TrainingFrame]
    ) -> [Pair] {
        guard let bright = frame.brightest(image.channel) else { return [] }
        let readNoise = image.calibration?.readNoiseElectrons ?? 0
        return [1.0 / 60, 1.0 / 20].map { share in
            var random = SplitMix64(seed: 0xE7A1 &+ UInt64(1 / share))
            let reduction = LightReduction(share: share, readNoise: readNoise)
            var low = image
            low.light = bright.light * share
            var truth = bright.image
            if bright.kind == .truth {
                low.image = reduction.frame(of: bright.image, random: &random)
            } else {
                (low.image, truth) = reduction.part(bright.image, random: &random)
            }
            let before = Self.images(of: earlier) { frame in
                frame.brightest(image.channel).map {
                    $0.kind == .truth
                        ? reduction.frame(of: $0.image, random: &random)
                        : reduction.part($0.image, random: &random).frame
                }
            }
            return Pair(
                channel: image.channel, light: share, frame: low, truth: truth,
                isTruth: bright.kind == .truth, pixelMicrometers: frame.pixelMicrometers,
                earlier: before)
        }
    }

    private static func share(_ light: Double) -> String {
        light < 1 ? "1/\(Int((1 / light).rounded()))" : "all"
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
