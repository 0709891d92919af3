/// Restoration: from a frame of little light to what much light would have shown, and how sure
/// that is.
///
/// Learns from whatever the frames offer: frames of little light beside brighter ones, and frames
/// from which light is taken away by drawing electrons. One network serves every photon level, for
/// it sees frames scaled by their own percentiles.
///
/// - Source: CARE (Weigert et al., 2018) with its likelihood of Laplace; thinning of photons as in
///   the statistics of Poisson processes: the part that is left has noise of its own.
package struct RestoreLesson: NetworkLesson {
    /// Percentiles of a frame that become 0 and 1.
    package static let percentiles = (low: 2.0, high: 99.8)

    package let kind = NetworkKind.restore
    package var shape = Self.startShape
    package var objective = PatchObjective(terms: [.init(.decibelMeanAndScale, targets: 0..<1)])
    /// Light that is drawn, of that of the frame at hand, evenly in its logarithm: from as little as
    /// can be restored to more than a run usually takes.
    package static let lightShares = 1.0 / 120...2
    package var lightShares = Self.lightShares
    package var poolCount = 64
    /// Longest side of the pieces of frames that examples are drawn from.
    package var pieceSide = 512
    package var seed: UInt64 = 1

    private let training: [Material]
    private let kept: [Material]
    private let frameCount: Int

    /// - Parameters:
    ///   - channels: To learn from; `nil` takes every channel that counts electrons.
    ///   - frameCount: Frames of one place that the network is given at once: cells that hardly
    ///     move are seen as often.
    package init(
        training: [TrainingFrame], validation: [TrainingFrame], channels: [String]? = nil,
        frameCount: Int = 1
    ) {
        self.frameCount = frameCount
        self.training = Material.all(in: training, channels: channels, frameCount: frameCount)
        kept = Material.all(in: validation, channels: channels, frameCount: frameCount)
        shape.inputChannels = frameCount
    }

    package var imageCount: (training: Int, validation: Int) { (training.count, kept.count) }

    package var interface: NetworkInterface {
        var interface = Self.interface
        guard frameCount > 1 else { return interface }
        interface.frameCount = frameCount
        interface.frameSeconds = Material.middleSeconds(of: training)
        interface.channels += (1..<frameCount).map { "intensity, \($0) before" }
        interface.inputDescription +=
            " The frames before it follow, the youngest first; where there is none, the oldest "
            + "again."
        return interface
    }

    static let interface = NetworkInterface(
        channels: ["intensity"],
        processing: ProcessingStep.percentiles(low: percentiles.low, high: percentiles.high),
        outputs: [.init("restored", channels: ["mean", "scale"])], isScaledBack: true,
        inputDescription: "A frame in electrons or grey values, of any light.")

    /// Four levels: in little light many pixels have to be averaged.
    static let startShape: ImageNetwork = {
        var shape = ImageNetwork(outputs: [
            .init("restored", [.init(channels: 1), .init(channels: 1, isPositive: true)])
        ])
        shape.widths = [16, 32, 64, 64]
        return shape
    }()

    package var patch = 128
    package var batchCount = 4

    package func patchSettings() -> PatchTask.Settings {
        var settings = PatchTask.Settings()
        settings.patch = patch
        settings.batchCount = batchCount
        return settings
    }

    package func example(of frame: TrainingFrame) -> [FloatImage]? {
        let frames = frame.images.filter { $0.kind == .frame && $0.channel != "phase" }
        return frames.min { $0.light < $1.light }.map {
            Array(repeating: $0.image, count: frameCount)
        }
    }

    package func pool(epoch: Int) -> [PatchImage] {
        var random = SplitMix64(seed: seed &+ UInt64(epoch) &* 0xA24B_AED4)
        return (0..<poolCount).compactMap { _ in
            let material = training[Int(random.next() % UInt64(training.count))]
            return example(from: material, &random)
        }
    }

    package func validation() -> [PatchImage] {
        var random = SplitMix64(seed: 0x5EED)
        let side = kept.map { min($0.width, $0.height) }.min() ?? 0
        let piece = min(side, 192) / shape.multiple * shape.multiple
        return (0..<min(48, 3 * kept.count)).compactMap { index in
            example(from: kept[index % kept.count], side: piece, &random)
        }
    }

    private func example(
        from material: Material, side: Int? = nil, _ random: inout SplitMix64
    ) -> PatchImage? {
        let (low, high) = material.draw(
            side: side ?? pieceSide, shares: lightShares, random: &random)
        let map = IntensityMap.percentiles(
            of: low, low: Self.percentiles.low, high: Self.percentiles.high)
        let target = map.apply(to: high)
        return PatchImage(
            width: target.width, height: target.height,
            input: low.map { map.apply(to: $0).pixels },
            target: [target.pixels], centres: Self.brightPlaces(target, &random))
    }

    /// Some places at which there is something to be restored.
    static func brightPlaces(
        _ image: FloatImage, _ random: inout SplitMix64
    ) -> [(x: Int, y: Int)] {
        var places: [(x: Int, y: Int)] = []
        for _ in 0..<256 where places.count < 32 {
            let place = Int(random.next() % UInt64(image.pixels.count))
            if image.pixels[place] > 0.3 {
                places.append((place % image.width, place / image.width))
            }
        }
        return places
    }
}
