/// Whether a network tells frames unlike those of its training from others, by what it sees in them.
///
/// Frames that it does well on are made strange: out of focus, at another pixel size, saturated, or
/// with nothing in them; each gets the camera's noise anew. Frames of others can be given as well.
struct StrangeFrameEvaluation {
    /// What is done to a frame.
    enum Shift: String, CaseIterable {
        case defocus = "out of focus"
        case small = "pixels twice as large"
        case large = "pixels half as large"
        case saturated = "saturated"
        case blank = "blank"
    }

    private static let mostFrames = 40
    /// Standard deviation of the blur, as a share of a frame's width; 5 pixels of 384.
    private static let blur = 5.0 / 384
    /// The brightest part of the pixels that is cut off.
    private static let saturatedPercentile = 90.0

    private let predictor: PackagePredictor
    private let distribution: FeatureDistribution
    private let shown: ShownImages

    /// - Returns: `nil` for a network whose package knows no features.
    init?(
        _ package: ModelPackage, channels: [String]?, method: ConvolutionMethod = .direct
    ) throws {
        guard let distribution = try package.trustCalibration()?.features else { return nil }
        self.distribution = distribution
        predictor = try PackagePredictor(package, poolsFeatures: true, method: method)
        shown = ShownImages(predictor, channels: channels)
    }

    /// Areas under the curve, each over as many strange frames as there are others.
    ///
    /// - Parameter strangers: Frames that no network of this training should trust itself on.
    func run(
        _ frames: [TrainingFrame], strangers: [TrainingFrame]
    ) throws -> [TrainingRecord.Figure] {
        var random = SplitMix64(seed: 0x0DD)
        let usual = shown.of(frames, limit: Self.mostFrames, random: &random)
        guard usual.count >= 2 else { return [] }
        let scores = try usual.map(score)
        var figures: [TrainingRecord.Figure] = []
        for shift in Shift.allCases {
            let strange = usual.compactMap { Self.shifted($0, shift, &random) }
            guard strange.count == usual.count else { continue }
            figures.append(
                try Self.figure(shift.rawValue, scores, try strange.map(score)))
        }
        let others = shown.of(strangers, limit: Self.mostFrames, random: &random)
        if others.count >= 2 {
            figures.append(try Self.figure("given as strange", scores, try others.map(score)))
        }
        return figures
    }

    private func score(_ input: ShownImages.Shown) throws -> Double {
        _ = try predictor.run(input.planes)
        guard let features = predictor.features else {
            throw NetworkError(predictor.package.name, "shows nothing of what it sees inside")
        }
        guard features.featureCount == distribution.featureCount else {
            throw NetworkError(
                predictor.package.name,
                "sees \(features.featureCount) features inside and its package knows "
                    + "\(distribution.featureCount); measure it anew: `tarsier train` with --from "
                    + "this package and --steps 0")
        }
        return min(FeatureDistribution.average(distribution.distances(of: features)), 1e9)
    }

    private static func figure(
        _ name: String, _ usual: [Double], _ strange: [Double]
    ) throws -> TrainingRecord.Figure {
        func area(_ usual: [Double], _ strange: [Double]) throws -> Double {
            try Ranking.areaUnderCurve(
                scores: usual + strange,
                isPositive: usual.map { _ in false } + strange.map { _ in true })
        }
        let count = min(usual.count, strange.count)
        let interval = try Bootstrap(seed: 1).interval(count: count) { indices in
            try area(indices.map { usual[$0] }, indices.map { strange[$0] })
        }
        return TrainingRecord.Figure(
            name: "area under the curve of strange frames, \(name)",
            value: try area(usual, strange), low: interval.lowerBound, high: interval.upperBound,
            isLowerBetter: false, peers: [])
    }

    /// - Returns: `nil` where the planes do not count electrons: their noise could not be drawn.
    private static func shifted(
        _ input: ShownImages.Shown, _ shift: Shift, _ random: inout SplitMix64
    ) -> ShownImages.Shown? {
        guard let readNoise = input.readNoise else { return nil }
        var result = input
        for place in result.planes.indices {
            let image = result.planes[place]
            if shift == .saturated {
                let ceiling = Percentiles.of(image.pixels, at: [saturatedPercentile])[0]
                for index in image.pixels.indices {
                    result.planes[place].pixels[index] = min(image.pixels[index], ceiling)
                }
                continue
            }
            var mean = changed(image, shift)
            for index in mean.pixels.indices { mean.pixels[index] = max(mean.pixels[index], 0) }
            result.planes[place] = LightReduction(share: 1, readNoise: readNoise)
                .frame(of: mean, random: &random)
        }
        return result
    }

    private static func changed(_ image: FloatImage, _ shift: Shift) -> FloatImage {
        let (width, height) = (image.width, image.height)
        switch shift {
        case .defocus: return GaussianFilter(sigma: blur * Double(width)).apply(to: image)
        case .small:
            let half = Resizing.bilinear.apply(to: image, width: width / 2, height: height / 2)
            return half.padded(toMultipleOf: max(width, height)).cropped(
                x: 0, y: 0, width: width, height: height)
        case .large:
            let middle = image.cropped(
                x: width / 4, y: height / 4, width: width / 2, height: height / 2)
            return Resizing.bilinear.apply(to: middle, width: width, height: height)
        case .saturated, .blank:
            let floor = Percentiles.of(image.pixels, at: [2])[0]
            return FloatImage(
                width: width, height: height,
                pixels: [Float](repeating: floor, count: image.pixels.count))
        }
    }
}
