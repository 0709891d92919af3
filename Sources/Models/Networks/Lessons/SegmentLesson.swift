/// Segmentation: from a frame of any channel to what is object, and how deep inside it.
///
/// Objects are then split by a watershed on the depth.
///
/// - Source: a small U-Net with a foreground and a distance head reached StarDist's precision at
///   equal training time; percentiles 1 and 99.8 as StarDist.
package struct SegmentLesson: NetworkLesson {
    package static let percentiles = (low: 1.0, high: 99.8)

    package let kind = NetworkKind.segment
    package var shape = ImageNetwork(outputs: [
        .init("foreground", [.init(channels: 1)]), .init("distance", [.init(channels: 1)]),
    ])
    package var objective = PatchObjective(terms: [
        .init(.binaryCrossEntropy(), targets: 0..<1),
        .init(.meanAbsoluteError, targets: 1..<2, factor: 4),
    ])
    package var patch = 128
    package var batchCount = 8
    private let training: [PatchImage]
    private let kept: [PatchImage]

    /// - Parameters:
    ///   - labels: Which labels to learn ("nuclei"); `nil` takes the only ones, or "cells".
    ///   - channels: In which channels they are to be found; `nil` takes every camera frame.
    package init(
        training: [TrainingFrame], validation: [TrainingFrame], labels: String? = nil,
        channels: [String]? = nil
    ) {
        self.training = training.flatMap { Self.images(of: $0, labels, channels) }
        kept = validation.flatMap { Self.images(of: $0, labels, channels) }
    }

    package var imageCount: (training: Int, validation: Int) { (training.count, kept.count) }

    package var interface: NetworkInterface { Self.interface }

    static let interface = NetworkInterface(
        channels: ["intensity"],
        processing: ProcessingStep.percentiles(low: percentiles.low, high: percentiles.high),
        outputs: [
            .init("foreground", channels: ["probability"], processing: [.sigmoid]),
            .init("distance", channels: ["depth"]),
        ], isScaledBack: false, inputDescription: "A frame, in any units.")

    package func patchSettings() -> PatchTask.Settings {
        Self.patchSettings(patch: patch, batchCount: batchCount)
    }

    /// Brightness, noise and the blotches of a restoration as they may come.
    static func patchSettings(patch: Int, batchCount: Int) -> PatchTask.Settings {
        var settings = PatchTask.Settings()
        settings.patch = patch
        settings.batchCount = batchCount
        settings.gain = 0.6...2
        settings.offset = -0.2...0.2
        settings.largestNoise = 0.05
        settings.largestBlotches = 0.05
        return settings
    }

    package func example(of frame: TrainingFrame) -> [FloatImage]? {
        frame.images.first { $0.kind == .frame }.map { [$0.image] }
    }

    package func pool(epoch: Int) -> [PatchImage] { training }

    package func validation() -> [PatchImage] {
        kept.map { $0.trimmed(toMultipleOf: shape.multiple) }
    }

    private static func images(
        of frame: TrainingFrame, _ labels: String?, _ channels: [String]?
    ) -> [PatchImage] {
        guard let (masks, images) = frame.maskedImages(labels, channels) else { return [] }
        let targets = DistanceTargets(labels: masks)
        let centres = masks.objectCentres()
        return images.map { image in
            PatchImage(
                width: masks.width, height: masks.height, input: [image.pixels],
                target: [targets.foreground.pixels, targets.distance.pixels], centres: centres)
        }
    }
}

extension TrainingFrame {
    /// The objects of a name, or the only ones, or those of cells; an outline in several pieces
    /// counts as several.
    package func mask(_ name: String?) -> LabelImage? {
        let named = name ?? (labels.count == 1 ? labels.keys.first : nil) ?? "cells"
        return labels[named]?.inPieces()
    }

    /// The objects of a name, and the camera's images of the channels as a segmentation takes them;
    /// `nil` without such objects.
    func maskedImages(
        _ name: String?, _ channels: [String]?
    ) -> (masks: LabelImage, images: [FloatImage])? {
        guard let masks = mask(name) else { return nil }
        let percentiles = SegmentLesson.percentiles
        let chosen = images.filter {
            $0.kind == .frame && (channels?.contains($0.channel) ?? true)
        }
        return (
            masks,
            chosen.map { chosen in
                IntensityMap.percentiles(
                    of: chosen.image, low: percentiles.low, high: percentiles.high
                ).apply(to: chosen.image)
            }
        )
    }
}

extension LabelImage {
    /// A pixel near the middle of each object.
    func objectCentres() -> [(x: Int, y: Int)] {
        var sums: [Int32: (x: Int, y: Int, count: Int)] = [:]
        for (place, label) in labels.enumerated() where label != 0 {
            let sum = sums[label] ?? (0, 0, 0)
            sums[label] = (sum.x + place % width, sum.y + place / width, sum.count + 1)
        }
        return sums.sorted { $0.key < $1.key }.map { _, sum in
            (sum.x / sum.count, sum.y / sum.count)
        }
    }
}
