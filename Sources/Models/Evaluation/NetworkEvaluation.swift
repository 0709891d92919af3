/// What a packaged network reaches on frames that it has not seen, beside what it must beat.
package struct NetworkEvaluation: Sendable {
    package var figures: [TrainingRecord.Figure] = []
    package var examples: [TrainingExample] = []
    package var notes: [String] = []
    /// For networks that give probabilities.
    package var reliability: [TrainingRecord.Reliability] = []

    /// Runs the evaluation that belongs to the network's kind.
    ///
    /// - Parameters:
    ///   - channels: To look at; `nil` takes all that the kind can use.
    ///   - labels: Which labels hold the truth of a segmentation.
    ///   - training: What a network of single cells learnt from, to be probed for shortcuts.
    /// - Throws: `NetworkError` where the frames hold no truth for this network.
    package static func of(
        _ predictor: PackagePredictor, on frames: [TrainingFrame], channels: [String]? = nil,
        labels: String? = nil, training: [TrainingFrame] = []
    ) throws -> NetworkEvaluation {
        switch predictor.kind {
        case .restore: try RestoreEvaluation(predictor, channels: channels).run(frames)
        case .segment:
            try SegmentEvaluation(predictor, channels: channels, labels: labels).run(frames)
        case .label: try LabelEvaluation(predictor).run(frames)
        case .upscale: try UpscaleEvaluation(predictor, channels: channels).run(frames)
        case .state:
            try StateEvaluation(CellPredictor(predictor.package)).run(frames, training: training)
        case .damage:
            try DamageEvaluation(CellPredictor(predictor.package)).run(frames, training: training)
        case nil:
            throw NetworkError(
                predictor.package.name, "is not a network of images that Tarsier can evaluate")
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
