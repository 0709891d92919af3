/// Objects found against objects that are there.
struct SegmentEvaluation {
    static let thresholds = [0.5, 0.7, 0.9]
    private let predictor: PackagePredictor
    private let channels: [String]?
    private let labels: String?
    /// Whether its restored frames give the same objects is measured as well.
    private let restoration: PackagePredictor?

    private typealias Comparison = (network: InstanceComparison, classical: InstanceComparison)

    init(
        _ predictor: PackagePredictor, channels: [String]?, labels: String?,
        restoration: PackagePredictor? = nil
    ) {
        self.predictor = predictor
        self.channels = channels
        self.labels = labels
        self.restoration = restoration
    }

    func run(_ frames: [TrainingFrame]) throws -> NetworkEvaluation {
        var result = NetworkEvaluation()
        var groups: [String: [Comparison]] = [:]
        let decoder = ObjectDecoder(predictor.package)
        func compare(
            _ name: String, _ image: FloatImage, _ truth: LabelImage, _ frame: TrainingFrame
        ) throws {
            let found = try predictor.instances(of: image, decoder)
            groups[name, default: []].append(
                (
                    try InstanceComparison(truth: truth, prediction: found),
                    try InstanceComparison(truth: truth, prediction: Self.classical(image))
                ))
            if groups[name]?.count == 1 {
                result.examples.append(Self.example(name, frame, image, found, truth))
            }
        }
        for frame in frames {
            guard let truth = frame.mask(labels) else { continue }
            for image in frame.images
            where image.kind == .frame && channels?.contains(image.channel) ?? true {
                let name =
                    image.light == 1
                    ? image.channel
                    : "\(image.channel) at 1/\(Int((1 / image.light).rounded())) of the light"
                try compare(name, image.image, truth, frame)
                guard let restoration, image.light < 1 else { continue }
                let restored = try restoration.run([image.image])[0].image
                try compare("\(name), restored", restored, truth, frame)
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
            result.figures.append(try Self.perImage(name, pairs))
        }
        return result
    }

    private static func figure(
        _ name: String, _ pairs: [Comparison], _ threshold: Double
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

    /// The mean over images, in which a crowded image counts no more than another.
    private static func perImage(
        _ name: String, _ pairs: [Comparison]
    ) throws -> TrainingRecord.Figure {
        func values(_ comparisons: [InstanceComparison]) throws -> [Double] {
            try comparisons.map {
                try InstanceScore([$0]).pooled(threshold: thresholds[0]).averagePrecision
            }
        }
        return try NetworkEvaluation.figure(
            "AP at IoU \(thresholds[0]) per image, \(name)", try values(pairs.map(\.network)),
            peers: [("threshold and watershed", try values(pairs.map(\.classical)))])
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
