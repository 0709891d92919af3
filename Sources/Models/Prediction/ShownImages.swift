/// What a network of images is shown of frames: what it learnt from, or would have.
struct ShownImages {
    /// One input, a plane for each channel.
    struct Shown {
        var planes: [FloatImage]
        /// Standard deviation in electrons; `nil` where the planes do not count electrons.
        let readNoise: Double?
        let pixelMicrometers: Double?
    }

    /// One channel of a frame, from which frames of any light can be drawn.
    struct Drawable {
        let material: RestoreLesson.Material

        var pixelMicrometers: Double? { material.pixelMicrometers }

        /// A frame of little light, with those before it where the network takes several, and what
        /// the same light would show without noise.
        func draw(
            _ random: inout SplitMix64
        ) -> (low: [FloatImage], high: FloatImage) {
            material.draw(side: .max, shares: RestoreLesson.lightShares, random: &random)
        }
    }

    private let kind: NetworkKind?
    private let names: [String]
    private let channels: [String]?
    private let frameCount: Int

    /// - Parameter channels: For a network of any channel: which to show; `nil` for all that suit.
    init(_ predictor: PackagePredictor, channels: [String]?) {
        kind = predictor.kind
        frameCount = predictor.frameCount
        names = predictor.frameChannels
        self.channels = channels
    }

    /// At most `limit` inputs, evenly chosen. A restoration is shown frames of any light.
    func of(
        _ frames: [TrainingFrame], limit: Int, random: inout SplitMix64
    ) -> [Shown] {
        guard kind == .restore else {
            return frames.flatMap(taken).evenlyChosen(limit)
        }
        return drawable(frames, limit: limit).map { drawable in
            Shown(
                planes: drawable.draw(&random).low, readNoise: drawable.material.readNoise,
                pixelMicrometers: drawable.pixelMicrometers)
        }
    }

    /// At most `limit` channels of frames to draw from, evenly chosen.
    func drawable(_ frames: [TrainingFrame], limit: Int) -> [Drawable] {
        RestoreLesson.Material.all(in: frames, channels: channels, frameCount: frameCount)
            .map(Drawable.init).evenlyChosen(limit)
    }

    /// The camera's images of a frame that the network takes; each alone for one of any channel.
    func images(of frame: TrainingFrame) -> [ChannelImage] {
        guard names == ["intensity"] else { return names.compactMap { frame.image($0) } }
        let sharp = Set(frame.images.filter { $0.kind == .sharp }.map(\.channel))
        return frame.images.filter { image in
            guard image.kind == .frame, channels?.contains(image.channel) ?? true else {
                return false
            }
            // Higher resolution is learnt only where it is there to be compared with.
            return kind != .upscale || sharp.isEmpty || sharp.contains(image.channel)
        }
    }

    private func taken(_ frame: TrainingFrame) -> [Shown] {
        let images = images(of: frame)
        func shown(_ images: [ChannelImage]) -> Shown {
            Shown(
                planes: images.map(\.image),
                readNoise: images[0].calibration?.readNoiseElectrons,
                pixelMicrometers: frame.pixelMicrometers)
        }
        guard names == ["intensity"] else {
            return images.count == names.count && !images.isEmpty ? [shown(images)] : []
        }
        return images.map { shown([$0]) }
    }
}

extension Array {
    /// At most `limit` elements, spread over all.
    fileprivate func evenlyChosen(_ limit: Int) -> [Element] {
        let chosen = Swift.min(limit, count)
        return (0..<chosen).map { self[$0 * count / chosen] }
    }
}
