/// The second round of a restoration that is learnt from noisy frames alone: what the network of the first
/// round makes of them stands for the truth, and gets noise as theirs is, drawn anew.
///
/// A pixel that is hidden is asked for once and answered by noise; here each has an answer nearly without.
/// As in the first round the scale holds the noise of a pixel as well.
///
/// - Source: Zhang, Li, Law, Wang, Qin & Li, IDR: self-supervised image denoising via iterative data
///   refinement, CVPR 2022.
struct SelfTaughtRestoreLesson: NetworkLesson {
    let kind = NetworkKind.restore
    var shape: ImageNetwork
    let objective = PatchObjective(terms: [.init(.decibelMeanAndNoisyScale, targets: 0..<2)])
    let interface: NetworkInterface
    let seed: UInt64
    private let training: [Material]
    private let kept: [Material]
    private static let poolCount = 64
    private static let pieceSide = 512

    /// A frame as the first round restored it, and its noise.
    private struct Material: Sendable {
        let restored: FloatImage
        let noise: ResidualNoise
    }

    /// - Parameters:
    ///   - teacher: Of the first round.
    ///   - lesson: What it learnt.
    init(
        teacher: Network, of lesson: BlindRestoreLesson, seed: UInt64
    ) throws(NetworkError) {
        shape = lesson.shape
        interface = lesson.interface
        self.seed = seed
        let predictor = try ImagePredictor(teacher, ImagePredictor.Geometry(lesson.shape))
        training = try Self.materials(lesson.training, predictor)
        kept = try Self.materials(lesson.kept, predictor)
    }

    var imageCount: (training: Int, validation: Int) { (training.count, kept.count) }

    func patchSettings() -> PatchTask.Settings {
        var settings = PatchTask.Settings()
        settings.patch = 128
        settings.batchCount = 4
        settings.gaps = BlindSpot()
        return settings
    }

    func example(of frame: TrainingFrame) -> [FloatImage]? {
        frame.images.first { $0.kind == .frame }.map { [$0.image] }
    }

    func pool(epoch: Int) -> [PatchImage] {
        var random = SplitMix64(seed: seed &+ UInt64(epoch) &* 0xA24B_AED4)
        return (0..<Self.poolCount).map { _ in
            let material = training[Int(random.next() % UInt64(training.count))]
            return Self.example(from: material, &random)
        }
    }

    func validation() -> [PatchImage] {
        var random = SplitMix64(seed: 0x5EED)
        return kept.map {
            Self.example(from: $0, &random).trimmed(toMultipleOf: shape.multiple)
        }
    }

    private static func materials(
        _ images: [PatchImage], _ predictor: ImagePredictor
    ) throws(NetworkError) -> [Material] {
        var materials: [Material] = []
        for image in images {
            let frame = FloatImage(
                width: image.width, height: image.height, pixels: image.input[0])
            guard let restored = try predictor.run([frame])["restored"]?.first else { continue }
            materials.append(
                Material(
                    restored: restored,
                    noise: ResidualNoise(of: frame.pixels, restored: restored.pixels)))
        }
        return materials
    }

    private static func example(
        from material: Material, _ random: inout SplitMix64
    ) -> PatchImage {
        let whole = material.restored
        let (width, height) = (min(pieceSide, whole.width), min(pieceSide, whole.height))
        let x = Int(random.next() % UInt64(whole.width - width + 1))
        let y = Int(random.next() % UInt64(whole.height - height + 1))
        let restored = whole.cropped(x: x, y: y, width: width, height: height)
        func noisy() -> FloatImage {
            var result = restored
            for row in 0..<height {
                for column in 0..<width {
                    result.pixels[row * width + column] += material.noise.draw(
                        at: (y + row) * whole.width + x + column, &random)
                }
            }
            return result
        }
        let (seen, other) = (noisy(), noisy())
        let map = IntensityMap.percentiles(
            of: seen, low: RestoreLesson.percentiles.low, high: RestoreLesson.percentiles.high)
        let target = map.apply(to: restored)
        return PatchImage(
            width: width, height: height, input: [map.apply(to: seen).pixels],
            target: [target.pixels, map.apply(to: other).pixels],
            centres: RestoreLesson.brightPlaces(target, &random))
    }
}
