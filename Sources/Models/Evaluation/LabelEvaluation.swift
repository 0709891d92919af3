/// Virtual labels against fluorescence that was really taken.
struct LabelEvaluation {
    private let predictor: PackagePredictor
    /// The structures to judge; nil judges all.
    private let channels: [String]?
    /// Outlines objects in what is predicted, which are then compared, too.
    private let segmentation: PackagePredictor?

    init(
        _ predictor: PackagePredictor, channels: [String]?, segmentation: PackagePredictor? = nil
    ) {
        self.predictor = predictor
        self.channels = channels
        self.segmentation = segmentation
    }

    func run(_ frames: [TrainingFrame]) throws -> NetworkEvaluation {
        var result = NetworkEvaluation()
        var correlations: [String: [Double]] = [:]
        var inverse: [String: [Double]] = [:]
        var objects: [String: ObjectFigures] = [:]
        for frame in frames {
            let inputs = predictor.inputChannels.compactMap { frame.image($0)?.image }
            guard inputs.count == predictor.inputChannels.count else { continue }
            let answers = try predictor.run(inputs)
            var panels = inputs.prefix(1).map { Self.panel(predictor.inputChannels[0], $0, frame) }
            for answer in answers {
                let structure = answer.name.split(separator: " ").dropFirst().joined(separator: " ")
                guard channels?.contains(structure) ?? true,
                    let truth = frame.brightest(structure)?.image
                else { continue }
                let pair = try ImagePair(truth: truth, prediction: answer.image)
                correlations[structure, default: []].append(pair.pearson)
                // What the input alone tells: dark where there is something.
                let direct = try ImagePair(truth: truth, prediction: inputs[0])
                inverse[structure, default: []].append(abs(direct.pearson))
                try compareObjects(in: answer.image, structure, frame, &objects[structure])
                panels.append(Self.panel("\(structure), predicted", answer.image, frame))
                panels.append(Self.panel("\(structure), true", truth, frame))
            }
            if result.examples.count < 3, panels.count > 1 {
                result.examples.append(TrainingExample(title: frame.position, panels: panels))
            }
        }
        guard !correlations.isEmpty else {
            throw NetworkError(
                predictor.package.name,
                "no frame has both \(predictor.inputChannels.joined(separator: ", ")) and a "
                    + "channel of what the network shows")
        }
        for (structure, values) in correlations.sorted(by: { $0.key < $1.key }) {
            result.figures.append(
                try NetworkEvaluation.figure(
                    "Pearson r, \(structure)", values,
                    peers: [("the input itself", inverse[structure] ?? [])]))
        }
        for (structure, compared) in objects.sorted(by: { $0.key < $1.key }) {
            result.figures += try compared.figures("\(structure) as predicted")
        }
        if segmentation != nil, objects.isEmpty {
            result.notes.append(
                "No objects were compared: no frame has labels named as a structure is "
                    + "(\(correlations.keys.sorted().joined(separator: ", "))).")
        }
        return result
    }

    /// Whether objects that are outlined in a prediction are those of the labels of its name, or,
    /// where a frame has no labels, those that are outlined in the fluorescence.
    private func compareObjects(
        in prediction: FloatImage, _ structure: String, _ frame: TrainingFrame,
        _ objects: inout ObjectFigures?
    ) throws {
        guard let segmentation, frame.labels.isEmpty || frame.labels[structure] != nil,
            let fluorescence = frame.image(structure) ?? frame.brightest(structure)
        else { return }
        let decoder = ObjectDecoder(segmentation.package)
        let seen = try segmentation.instances(of: fluorescence.image, decoder)
        var compared = objects ?? ObjectFigures(peer: "outlined in the fluorescence")
        try compared.add(
            try segmentation.instances(of: prediction, decoder), peer: seen,
            truth: frame.labels.isEmpty ? seen : frame.mask(structure) ?? seen)
        objects = compared
    }

    private static func panel(
        _ name: String, _ image: FloatImage, _ frame: TrainingFrame
    ) -> TrainingExample.Panel {
        let ends = Percentiles.of(image.pixels, at: [0.5, 99.8])
        return TrainingExample.Panel(
            name, .image(image, TrainingExample.Range(ends[0], max(ends[1], ends[0] + 1e-6))),
            pixelMicrometers: frame.pixelMicrometers)
    }
}
