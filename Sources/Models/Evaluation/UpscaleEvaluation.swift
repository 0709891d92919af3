/// Upscaled frames against sharp ones, and against the frame itself after a blur.
struct UpscaleEvaluation {
    private let predictor: PackagePredictor
    private let channels: [String]?

    init(_ predictor: PackagePredictor, channels: [String]?) {
        self.predictor = predictor
        self.channels = channels
    }

    func run(_ frames: [TrainingFrame]) throws -> NetworkEvaluation {
        var result = NetworkEvaluation()
        var quality: [String: [ImageQuality]] = [:]
        var plain: [String: [ImageQuality]] = [:]
        var consistency: [Double] = []
        var inconsistency: [Double] = []
        for frame in frames {
            for sharp in frame.images
            where sharp.kind == .sharp && channels?.contains(sharp.channel) ?? true {
                guard let seen = frame.image(sharp.channel)?.image else { continue }
                let answer = try predictor.run([seen])[0].image
                let enlarged = Resizing.bilinear.apply(
                    to: seen, width: sharp.image.width, height: sharp.image.height)
                let fine = Self.fineMicrometers(frame, seen, sharp.image)
                quality[sharp.channel, default: []].append(
                    try ImageQuality(of: answer, truth: sharp.image, pixelMicrometers: fine))
                plain[sharp.channel, default: []].append(
                    try ImageQuality(of: enlarged, truth: sharp.image, pixelMicrometers: fine))
                let error = try ResolutionScaledError(reference: seen, superResolved: answer)
                consistency.append(error.correlation)
                error.relativeError.map { inconsistency.append($0) }
                if quality[sharp.channel]?.count == 1 {
                    result.examples.append(
                        Self.example(frame, sharp, seen, answer, error.map))
                }
            }
        }
        guard !quality.isEmpty else {
            throw NetworkError(
                predictor.package.name, "no frame has a sharp image beside it to compare with")
        }
        result.figures = try ImageQuality.figures(
            of: quality.sorted { $0.key < $1.key }.map { channel, values in
                ImageQuality.Group(
                    name: channel, values: values,
                    peers: [("bilinear interpolation", plain[channel] ?? [])])
            })
        result.figures.append(
            try NetworkEvaluation.figure("resolution-scaled Pearson (RSP)", consistency))
        if !inconsistency.isEmpty {
            result.figures.append(
                try NetworkEvaluation.figure(
                    "resolution-scaled error (RSE), of the frame's range", inconsistency,
                    isLowerBetter: true))
        }
        return result
    }

    /// Side of a pixel of `large`, µm.
    private static func fineMicrometers(
        _ frame: TrainingFrame, _ seen: FloatImage, _ large: FloatImage
    ) -> Double? {
        frame.pixelMicrometers.map { $0 * Double(seen.width) / Double(large.width) }
    }

    private static func example(
        _ frame: TrainingFrame, _ sharp: ChannelImage, _ seen: FloatImage, _ answer: FloatImage,
        _ error: FloatImage
    ) -> TrainingExample {
        let ends = Percentiles.of(sharp.image.pixels, at: [0.1, 99.9])
        let range = TrainingExample.Range(ends[0], ends[1], unit: "electrons")
        let micrometers = frame.pixelMicrometers
        let fine = fineMicrometers(frame, seen, answer)
        let largest = Percentiles.of(error.pixels, at: [99.5])[0]
        return TrainingExample(
            title: sharp.channel,
            panels: [
                .init("frame", .image(seen, range), pixelMicrometers: micrometers),
                .init("upscaled", .image(answer, range), pixelMicrometers: fine),
                .init("truth", .image(sharp.image, range), pixelMicrometers: fine),
                .init(
                    "error after blur",
                    .image(
                        error,
                        TrainingExample.Range(0, max(largest, 1e-6), ramp: .heat)),
                    pixelMicrometers: fine),
            ])
    }
}
