/// Virtual labels against fluorescence that was really taken.
struct LabelEvaluation {
    private let predictor: PackagePredictor

    init(_ predictor: PackagePredictor) { self.predictor = predictor }

    func run(_ frames: [TrainingFrame]) throws -> NetworkEvaluation {
        var result = NetworkEvaluation()
        var correlations: [String: [Double]] = [:]
        var inverse: [String: [Double]] = [:]
        for frame in frames {
            let inputs = predictor.inputChannels.compactMap { frame.image($0)?.image }
            guard inputs.count == predictor.inputChannels.count else { continue }
            let answers = try predictor.run(inputs)
            var panels = inputs.prefix(1).map { Self.panel(predictor.inputChannels[0], $0, frame) }
            for answer in answers {
                let structure = answer.name.split(separator: " ").dropFirst().joined(separator: " ")
                guard let truth = frame.brightest(structure)?.image else { continue }
                let pair = try ImagePair(truth: truth, prediction: answer.image)
                correlations[structure, default: []].append(pair.pearson)
                // What the input alone tells: dark where there is something.
                let direct = try ImagePair(truth: truth, prediction: inputs[0])
                inverse[structure, default: []].append(abs(direct.pearson))
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
        return result
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
