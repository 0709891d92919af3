/// Segmentation by star-convex polygons: from a frame of any channel to how central each pixel is in
/// an object, and how far the object's border is from it along rays.
///
/// Suits round objects that touch. ``SegmentLesson`` suits others, too.
///
/// - Source: U. Schmidt, M. Weigert, C. Broaddus & G. Myers, Cell detection with star-convex
///   polygons, MICCAI 2018: 32 rays, likelihood of the pixel's depth, distances learnt inside
///   objects only.
package struct StarLesson: NetworkLesson {
    package let kind = NetworkKind.segment
    package var shape = ImageNetwork(outputs: [
        .init("probability", [.init(channels: 1)]),
        .init("distances", [.init(channels: StarTargets.defaultRayCount)]),
    ])
    /// Pixels that are 1 to the network, so that its numbers are small.
    private static let unit: Float = 16
    private static let rays = 1..<StarTargets.defaultRayCount + 1
    package var objective = PatchObjective(terms: [
        .init(.binaryCrossEntropy(), targets: 0..<1),
        .init(.insideAbsoluteError, targets: rays, factor: 3),
    ])
    package var patch = 128
    package var batchCount = 8
    /// Longest side of the pieces of frames that patches are cut from: rays take much memory.
    package var pieceSide = 192
    package var poolCount = 48
    package var seed: UInt64 = 1
    private static let mostKept = 24

    private let training: [Field]
    private let kept: [Field]

    /// A frame as the network sees it, and its objects.
    private struct Field: Sendable {
        let image: FloatImage
        let masks: LabelImage
    }

    /// - Parameters:
    ///   - labels: Which labels to learn ("nuclei"); `nil` takes the only ones, or "cells".
    ///   - channels: In which channels they are to be found; `nil` takes every camera frame.
    package init(
        training: [TrainingFrame], validation: [TrainingFrame], labels: String? = nil,
        channels: [String]? = nil
    ) {
        self.training = training.flatMap { Self.fields(of: $0, labels, channels) }
        kept = validation.flatMap { Self.fields(of: $0, labels, channels) }
    }

    package var imageCount: (training: Int, validation: Int) { (training.count, kept.count) }

    package var interface: NetworkInterface {
        var interface = SegmentLesson.interface
        interface.outputs = [
            .init("probability", channels: ["probability"], processing: [.sigmoid]),
            .init(
                "distances", channels: Self.rays.map { "ray \($0 - 1)" },
                processing: [
                    .scaleLinear(gain: [Double(Self.unit)], offset: [0], axis: nil)
                ]),
        ]
        return interface
    }

    package func patchSettings() -> PatchTask.Settings {
        SegmentLesson.patchSettings(patch: patch, batchCount: batchCount)
    }

    package func example(of frame: TrainingFrame) -> [FloatImage]? {
        frame.images.first { $0.kind == .frame }.map { [$0.image] }
    }

    package func pool(epoch: Int) -> [PatchImage] {
        var random = SplitMix64(seed: seed &+ UInt64(epoch) &* 0xA24B_AED4)
        return (0..<poolCount).map { _ in
            let field = training[Int(random.next() % UInt64(training.count))]
            let width = min(pieceSide, field.image.width)
            let height = min(pieceSide, field.image.height)
            let x = Int(random.next() % UInt64(field.image.width - width + 1))
            let y = Int(random.next() % UInt64(field.image.height - height + 1))
            return Self.patchImage(
                field.image.cropped(x: x, y: y, width: width, height: height),
                field.masks.cropped(x: x, y: y, width: width, height: height))
        }
    }

    package func validation() -> [PatchImage] {
        let step = max(1, kept.count / Self.mostKept)
        return stride(from: 0, to: kept.count, by: step).prefix(Self.mostKept).map {
            Self.patchImage(kept[$0].image, kept[$0].masks)
                .trimmed(toMultipleOf: shape.multiple)
        }
    }

    private static func patchImage(_ image: FloatImage, _ masks: LabelImage) -> PatchImage {
        // A piece shows parts of objects: their numbers begin at 1 again.
        let masks = masks.inPieces()
        let targets = StarTargets(labels: masks)
        let plane = image.pixels.count
        let distances = (0..<rays.count).map { ray in
            targets.distances[ray * plane..<(ray + 1) * plane].map { $0 / unit }
        }
        return PatchImage(
            width: image.width, height: image.height, input: [image.pixels],
            target: [targets.probability.pixels] + distances, centres: masks.objectCentres(),
            rays: rays)
    }

    private static func fields(
        of frame: TrainingFrame, _ labels: String?, _ channels: [String]?
    ) -> [Field] {
        guard let (masks, images) = frame.maskedImages(labels, channels) else { return [] }
        return images.map { Field(image: $0, masks: masks) }
    }
}
