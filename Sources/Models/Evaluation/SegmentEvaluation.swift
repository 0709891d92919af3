/// Objects found against objects that are there.
struct SegmentEvaluation {
    private let predictor: PackagePredictor
    private let channels: [String]?
    private let labels: String?
    /// Whether its restored frames give the same objects is measured as well.
    private let restoration: PackagePredictor?

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
        var groups: [String: ObjectFigures] = [:]
        let decoder = ObjectDecoder(predictor.package)
        func compare(
            _ name: String, _ image: FloatImage, _ truth: LabelImage, _ frame: TrainingFrame
        ) throws {
            let found = try predictor.instances(of: image, decoder)
            if groups[name] == nil {
                result.examples.append(Self.example(name, frame, image, found, truth))
            }
            try groups[name, default: ObjectFigures(peer: "threshold and watershed")].add(
                found, peer: Self.classical(image), truth: truth)
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
        for (name, objects) in groups.sorted(by: { $0.key < $1.key }) {
            result.figures += try objects.figures(name)
        }
        return result
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
