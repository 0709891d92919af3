/// Upscaling: from a frame as the optics give it to one of twice the resolution, and how sure that
/// is.
///
/// What it adds is what training showed, not what the frame holds: its answers are to be blurred
/// and compared with the frame (``ResolutionScaledError``).
package struct UpscaleLesson: NetworkLesson {
    package static let magnification = 2

    package let kind = NetworkKind.upscale
    package var shape: ImageNetwork
    package var objective: PatchObjective
    private let training: [PatchImage]
    private let kept: [PatchImage]

    /// - Parameter channels: To learn from; `nil` takes all that have a sharp image.
    package init(
        training: [TrainingFrame], validation: [TrainingFrame], channels: [String]? = nil
    ) {
        shape = ImageNetwork(outputs: [
            .init("upscaled", [.init(channels: 1), .init(channels: 1, isPositive: true)])
        ])
        shape.magnification = Self.magnification
        shape.startsFromInput = true
        objective = PatchObjective(
            terms: [.init(.meanAndScale, targets: 0..<1)],
            magnification: Self.magnification)
        self.training = training.flatMap { Self.images(of: $0, channels) }
        kept = validation.flatMap { Self.images(of: $0, channels) }
    }

    package var imageCount: (training: Int, validation: Int) { (training.count, kept.count) }

    package var interface: NetworkInterface {
        NetworkInterface(
            channels: ["intensity"],
            processing: RestoreLesson.interface.processing,
            outputs: [.init("upscaled", channels: ["mean", "scale"])], isScaledBack: true,
            inputDescription: "A frame, in any units.")
    }

    package func patchSettings() -> PatchTask.Settings { PatchTask.Settings() }

    package func example(of frame: TrainingFrame) -> [FloatImage]? {
        let sharp = frame.images.first { $0.kind == .sharp }
        return (sharp.flatMap { frame.image($0.channel) } ?? frame.images.first).map { [$0.image] }
    }

    package func pool(epoch: Int) -> [PatchImage] { training }

    package func validation() -> [PatchImage] {
        kept.map {
            $0.trimmed(toMultipleOf: shape.multiple, magnification: Self.magnification)
        }
    }

    private static func images(of frame: TrainingFrame, _ channels: [String]?) -> [PatchImage] {
        frame.images.compactMap { sharp in
            guard sharp.kind == .sharp, channels?.contains(sharp.channel) ?? true,
                let seen = frame.image(sharp.channel)
            else { return nil }
            let map = IntensityMap.percentiles(
                of: seen.image, low: RestoreLesson.percentiles.low,
                high: RestoreLesson.percentiles.high)
            var random = SplitMix64(seed: 1)
            let input = map.apply(to: seen.image)
            return PatchImage(
                width: input.width, height: input.height, input: [input.pixels],
                target: [map.apply(to: sharp.image).pixels],
                centres: RestoreLesson.brightPlaces(input, &random))
        }
    }
}
