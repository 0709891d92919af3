/// What a packaged network reaches on frames that it has not seen, beside what it must beat.
package struct NetworkEvaluation: Sendable {
    package var figures: [TrainingRecord.Figure] = []
    package var examples: [TrainingExample] = []
    package var notes: [String] = []
    /// For networks that give probabilities.
    package var reliability: [TrainingRecord.Reliability] = []

    package init(notes: [String] = []) { self.notes = notes }

    /// Runs the evaluation that belongs to the network's kind.
    ///
    /// - Parameters:
    ///   - channels: To look at; `nil` takes all that the kind can use.
    ///   - labels: Which labels hold the truth of a segmentation.
    ///   - restoration: Restores dim frames, to be segmented as well.
    ///   - segmentation: Outlines objects in what a network of kind `label` predicts.
    ///   - training: What a network of single cells learnt from, to be probed for shortcuts.
    ///   - strangers: Frames that a network of images should not trust itself on.
    ///   - method: How convolutions are worked out.
    /// - Throws: `NetworkError` where the frames hold no truth for this network.
    package static func of(
        _ package: ModelPackage, on frames: [TrainingFrame], channels: [String]? = nil,
        labels: String? = nil, restoration: ModelPackage? = nil,
        segmentation: ModelPackage? = nil, training: [TrainingFrame] = [],
        strangers: [TrainingFrame] = [], method: ConvolutionMethod = .direct
    ) throws -> NetworkEvaluation {
        var result = try ofKind(
            package, on: frames, channels: channels, labels: labels, restoration: restoration,
            segmentation: segmentation, training: training, method: method)
        if let judged = package.networkKind, !judged.judgesCells,
            let strange = try StrangeFrameEvaluation(
                package, channels: channels, method: method)
        {
            result.figures += try strange.run(frames, strangers: strangers)
        }
        return result
    }

    private static func ofKind(
        _ package: ModelPackage, on frames: [TrainingFrame], channels: [String]?, labels: String?,
        restoration: ModelPackage?, segmentation: ModelPackage?, training: [TrainingFrame],
        method: ConvolutionMethod
    ) throws -> NetworkEvaluation {
        func images(_ package: ModelPackage) throws -> PackagePredictor {
            try PackagePredictor(package, method: method)
        }
        func cells() throws -> CellPredictor { try CellPredictor(package, method: method) }
        switch package.networkKind {
        case .restore:
            return try RestoreEvaluation(images(package), channels: channels).run(frames)
        case .segment:
            return try SegmentEvaluation(
                images(package), channels: channels, labels: labels,
                restoration: try restoration.map(images)
            ).run(frames)
        case .label:
            return try LabelEvaluation(
                images(package), channels: channels,
                segmentation: try segmentation.map(images)
            ).run(frames)
        case .upscale:
            return try UpscaleEvaluation(images(package), channels: channels).run(frames)
        case .state:
            return try StateEvaluation(cells()).run(frames, training: training)
        case .damage:
            return try DamageEvaluation(cells()).run(frames, training: training)
        case nil:
            throw NetworkError(package.name, "what its answers mean is not known to Tarsier")
        }
    }

    /// The mean of `values` over images with an interval of 95 %, and peers by their means.
    static func figure(
        _ name: String, _ values: [Double], isLowerBetter: Bool = false,
        peers: [(name: String, values: [Double])] = []
    ) throws -> TrainingRecord.Figure {
        func mean(_ values: [Double]) -> Double {
            values.reduce(0, +) / Double(max(values.count, 1))
        }
        let interval = try Bootstrap(seed: 1).interval(count: values.count) { indices in
            mean(indices.map { values[$0] })
        }
        return TrainingRecord.Figure(
            name: name, value: mean(values), low: interval.lowerBound,
            high: interval.upperBound, isLowerBetter: isLowerBetter,
            peers: peers.map { TrainingRecord.Peer(name: $0.name, value: mean($0.values)) })
    }
}
