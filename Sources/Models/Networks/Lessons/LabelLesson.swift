/// Labelling without a label: from transmitted light to what fluorescence would show of each
/// structure, and how sure that is.
///
/// - Source: fnet (Ounkomol et al., 2018), z-scored images; likelihood of Laplace for the scale,
///   squares for the mean.
package struct LabelLesson: NetworkLesson {
    package let kind = NetworkKind.label
    package var shape: ImageNetwork
    package var objective: PatchObjective
    /// What it sees, in the order of the network's channels.
    package let inputs: [String]
    /// What it shows.
    package let structures: [String]
    /// Mean and standard deviation of each structure in training, electrons: what 0 and 1 mean.
    package let scales: [IntensityMap]
    private let training: [PatchImage]
    private let kept: [PatchImage]

    /// - Parameter inputs: Channels of transmitted light.
    package init(
        training: [TrainingFrame], validation: [TrainingFrame], inputs: [String],
        structures: [String]
    ) {
        self.inputs = inputs
        self.structures = structures
        let count = structures.count
        shape = ImageNetwork(outputs: [
            .init(
                "labelled", [.init(channels: count), .init(channels: count, isPositive: true)])
        ])
        shape.inputChannels = inputs.count
        // Scales are soon sure of what they have seen; they must not end the learning of means.
        objective = PatchObjective(terms: [
            .init(.meanAndScale, targets: 0..<count, judgedBy: .meanBesideScale)
        ])
        scales = structures.map { structure in
            let pixels = training.compactMap { $0.brightest(structure)?.image.pixels }
            return IntensityMap.zScore(
                of: FloatImage(
                    width: pixels.reduce(0) { $0 + $1.count }, height: 1,
                    pixels: pixels.flatMap { $0 }))
        }
        let maps = scales
        self.training = training.compactMap { Self.image(of: $0, inputs, structures, maps) }
        kept = validation.compactMap { Self.image(of: $0, inputs, structures, maps) }
    }

    package var imageCount: (training: Int, validation: Int) { (training.count, kept.count) }

    package var interface: NetworkInterface {
        let deviations = scales.map { 1 / Double($0.scale) }
        let means = scales.map { Double($0.offset) }
        return NetworkInterface(
            channels: inputs,
            processing: [
                .ensureType(.float32), .zeroMeanUnitVariance(axes: ["y", "x"], epsilon: 1e-6),
            ],
            outputs: [
                .init(
                    "labelled", channels: structures + structures.map { "\($0) scale" },
                    processing: [
                        .scaleLinear(
                            gain: deviations + deviations,
                            offset: means + means.map { _ in 0 }, axis: "channel")
                    ])
            ], isScaledBack: false,
            inputDescription: "Frames of transmitted light, in any units.")
    }

    package func patchSettings() -> PatchTask.Settings {
        var settings = PatchTask.Settings()
        settings.patch = 128
        settings.batchCount = 8
        settings.gain = 0.8...1.25
        settings.offset = -0.1...0.1
        settings.largestNoise = 0.05
        return settings
    }

    package func example(of frame: TrainingFrame) -> [FloatImage]? {
        let planes = inputs.compactMap { frame.image($0)?.image }
        return planes.count == inputs.count ? planes : nil
    }

    package func pool(epoch: Int) -> [PatchImage] { training }

    package func validation() -> [PatchImage] {
        kept.map { $0.trimmed(toMultipleOf: shape.multiple) }
    }

    private static func image(
        of frame: TrainingFrame, _ inputs: [String], _ structures: [String],
        _ scales: [IntensityMap]
    ) -> PatchImage? {
        let seen = inputs.compactMap { frame.image($0)?.image }
        let shown = structures.compactMap { frame.brightest($0)?.image }
        guard let first = seen.first, seen.count == inputs.count, shown.count == structures.count
        else { return nil }
        return PatchImage(
            width: first.width, height: first.height,
            input: seen.map { IntensityMap.zScore(of: $0).apply(to: $0).pixels },
            target: zip(shown, scales).map { $1.apply(to: $0).pixels })
    }
}

extension TrainingFrame {
    /// What is known best of a channel: without noise if there is that.
    package func brightest(_ channel: String) -> ChannelImage? {
        image(channel, .truth) ?? image(channel)
    }
}
