/// Objects found against objects that are there.
struct SegmentEvaluation {
    static let thresholds = [0.5, 0.7, 0.9]
    private let predictor: PackagePredictor
    private let channels: [String]?
    private let labels: String?

    init(_ predictor: PackagePredictor, channels: [String]?, labels: String?) {
        self.predictor = predictor
        self.channels = channels
        self.labels = labels
    }

    func run(_ frames: [TrainingFrame]) throws -> NetworkEvaluation {
        var result = NetworkEvaluation()
        var groups: [String: [(network: InstanceComparison, classical: InstanceComparison)]] = [:]
        let decoder = DistanceDecoder(predictor.package)
        for frame in frames {
            guard let truth = frame.mask(labels) else { continue }
            for image in frame.images
            where image.kind == .frame && channels?.contains(image.channel) ?? true {
                let found = try predictor.instances(of: image.image, decoder)
                let classical = Self.classical(image.image)
                let name =
                    image.light == 1
                    ? image.channel
                    : "\(image.channel) at 1/\(Int((1 / image.light).rounded())) of the light"
                groups[name, default: []].append(
                    (
                        try InstanceComparison(truth: truth, prediction: found),
                        try InstanceComparison(truth: truth, prediction: classical)
                    ))
                if groups[name]?.count == 1 {
                    result.examples.append(
                        Self.example(name, frame, image.image, found, truth))
                }
            }
        }
        guard !groups.isEmpty else {
            throw NetworkError(
                predictor.package.name, "no frame has labels to compare with")
        }
        for (name, pairs) in groups.sorted(by: { $0.key < $1.key }) {
            for threshold in Self.thresholds {
                result.figures.append(try Self.figure(name, pairs, threshold))
            }
        }
        return result
    }

    private static func figure(
        _ name: String,
        _ pairs: [(network: InstanceComparison, classical: InstanceComparison)],
        _ threshold: Double
    ) throws -> TrainingRecord.Figure {
        let score = try InstanceScore(pairs.map(\.network))
        let peer = try InstanceScore(pairs.map(\.classical))
        let interval = try Bootstrap(seed: 1).interval(count: pairs.count) { indices in
            try InstanceScore(indices.map { pairs[$0].network })
                .pooled(threshold: threshold).averagePrecision
        }
        return TrainingRecord.Figure(
            name: "AP at IoU \(threshold), \(name)",
            value: score.pooled(threshold: threshold).averagePrecision,
            low: interval.lowerBound, high: interval.upperBound,
            peers: [
                .init(
                    name: "threshold and watershed",
                    value: peer.pooled(threshold: threshold).averagePrecision)
            ])
    }

    /// What a careful user does without a network: smooth, Otsu's threshold, split by distance.
    private static func classical(_ image: FloatImage) -> LabelImage {
        let smooth = GaussianFilter(sigma: 1).apply(to: image)
        guard let threshold = OtsuThreshold.of(smooth) else {
            return LabelImage(width: image.width, height: image.height)
        }
        return DistanceSplitting().split(LabelImage(smooth, above: threshold))
    }

    private static func example(
        _ name: String, _ frame: TrainingFrame, _ image: FloatImage, _ found: LabelImage,
        _ truth: LabelImage
    ) -> TrainingExample {
        let ends = Percentiles.of(image.pixels, at: [1, 99.8])
        let range = TrainingExample.Range(ends[0], max(ends[1], ends[0] + 1))
        return TrainingExample(
            title: name,
            panels: [
                .init("frame", .image(image, range), pixelMicrometers: frame.pixelMicrometers),
                .init(
                    "found", .outlines(found, on: image, range),
                    pixelMicrometers: frame.pixelMicrometers),
                .init(
                    "truth", .outlines(truth, on: image, range),
                    pixelMicrometers: frame.pixelMicrometers),
            ])
    }
}
