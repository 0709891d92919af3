/// What a network of images is shown of training frames.
struct ShownImages {
    /// One input, a plane for each channel.
    struct Shown {
        var planes: [FloatImage]
        /// Standard deviation in electrons; `nil` where the planes do not count electrons.
        let readNoise: Double?
        let pixelMicrometers: Double?
    }

    private let kind: NetworkKind?
    private let names: [String]
    private let channels: [String]?

    /// - Parameter channels: For a network of any channel: which to show; `nil` for all.
    init(_ predictor: PackagePredictor, channels: [String]?) {
        kind = predictor.kind
        names = predictor.inputChannels
        self.channels = channels
    }

    /// At most `limit` inputs, evenly chosen. A restoration is shown frames of any light.
    func of(
        _ frames: [TrainingFrame], limit: Int, random: inout SplitMix64
    ) -> [Shown] {
        let all: [Shown] =
            kind == .restore ? drawn(frames, limit, &random) : frames.flatMap(taken)
        let step = max(1, all.count / limit)
        return stride(from: 0, to: all.count, by: step).prefix(limit).map { all[$0] }
    }

    private func drawn(
        _ frames: [TrainingFrame], _ limit: Int, _ random: inout SplitMix64
    ) -> [Shown] {
        let materials = frames.flatMap { frame in
            RestoreLesson.Material.all(in: frame, channels: channels).map {
                ($0, frame.pixelMicrometers)
            }
        }
        let step = max(1, materials.count / limit)
        return stride(from: 0, to: materials.count, by: step).map { place in
            let (material, micrometers) = materials[place]
            let frame = material.draw(
                side: .max, shares: RestoreLesson.lightShares, random: &random)
            return Shown(
                planes: [frame.low], readNoise: material.readNoise, pixelMicrometers: micrometers)
        }
    }

    private func taken(_ frame: TrainingFrame) -> [Shown] {
        func shown(_ images: [ChannelImage]) -> Shown {
            Shown(
                planes: images.map(\.image),
                readNoise: images[0].calibration?.readNoiseElectrons,
                pixelMicrometers: frame.pixelMicrometers)
        }
        guard names == ["intensity"] else {
            let images = names.compactMap { frame.image($0) }
            return images.count == names.count && !images.isEmpty ? [shown(images)] : []
        }
        return frame.images.filter {
            $0.kind == .frame && (channels?.contains($0.channel) ?? true)
        }.map { shown([$0]) }
    }
}
