/// Restoration learnt from noisy frames alone: each pixel is foretold from its neighbours.
///
/// Noise must be independent from pixel to pixel. The scale that comes with it holds the noise of a
/// pixel as well, and so is larger than the error of the mean. ``SelfTaughtRestoreLesson`` goes on from
/// here.
///
/// - Source: Krull, Buchholz and Jug, CVPR 2019; Höck et al., 2022.
package struct BlindRestoreLesson: NetworkLesson {
    package let kind = NetworkKind.restore
    package var shape = RestoreLesson.startShape
    package var objective = PatchObjective(terms: [.init(.meanAndScale, targets: 0..<1)])
    let training: [PatchImage]
    let kept: [PatchImage]

    /// - Parameter channels: To learn from; `nil` takes every camera frame.
    package init(
        training: [TrainingFrame], validation: [TrainingFrame], channels: [String]? = nil
    ) {
        self.training = training.flatMap { Self.images(of: $0, channels) }
        kept = validation.flatMap { Self.images(of: $0, channels) }
    }

    package var imageCount: (training: Int, validation: Int) { (training.count, kept.count) }

    package var interface: NetworkInterface {
        var interface = RestoreLesson.interface
        interface.isBlind = true
        return interface
    }

    package func patchSettings() -> PatchTask.Settings {
        var settings = PatchTask.Settings()
        settings.patch = 128
        settings.batchCount = 4
        settings.blindSpot = BlindSpot()
        return settings
    }

    package func example(of frame: TrainingFrame) -> [FloatImage]? {
        frame.images.first { $0.kind == .frame }.map { [$0.image] }
    }

    package func pool(epoch: Int) -> [PatchImage] { training }

    package func validation() -> [PatchImage] {
        kept.map { $0.trimmed(toMultipleOf: shape.multiple) }
    }

    /// What the network of this lesson teaches another of its build.
    package func secondRound(
        taughtBy teacher: Network, seed: UInt64
    ) throws(NetworkError) -> any TrainingTask {
        try SelfTaughtRestoreLesson(teacher: teacher, of: self, seed: seed).task()
    }

    private static func images(of frame: TrainingFrame, _ channels: [String]?) -> [PatchImage] {
        frame.images.compactMap { image in
            guard image.kind == .frame, channels?.contains(image.channel) ?? true else {
                return nil
            }
            let map = IntensityMap.percentiles(
                of: image.image, low: RestoreLesson.percentiles.low,
                high: RestoreLesson.percentiles.high)
            let pixels = map.apply(to: image.image).pixels
            var random = SplitMix64(seed: 1)
            return PatchImage(
                width: image.image.width, height: image.image.height, input: [pixels],
                target: [pixels],
                centres: RestoreLesson.brightPlaces(
                    FloatImage(
                        width: image.image.width, height: image.image.height, pixels: pixels),
                    &random))
        }
    }
}
