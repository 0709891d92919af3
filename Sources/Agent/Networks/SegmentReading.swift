import Acquisition
import Models

/// A network that outlines objects.
///
/// Its numbers: `objects`, their count; `largest_um2`, the area of the largest; `uncertainty`, the
/// mean of 1 − |2p − 1| over the pixels that are as likely as 5 % to be object: 0 where the network
/// is sure of every one.
final class SegmentReading: FrameReading {
    private let predictor: PackagePredictor
    private let decoder: ObjectDecoder
    private let trust: TrustReading?
    /// Where an object's background is taken: from one edge to the other, µm from the object.
    private static let ring = 1.0...4.0
    /// Of a prediction, the share of the spread that it was learnt from by which an object stands out.
    /// A segmentation goes by the image's own range: where nothing is predicted, it outlines what is
    /// uneven there.
    private static let leastContrast = 0.5

    /// - Parameter isOfPrediction: Whether it is shown what another network predicted; its training
    ///   says nothing of such images, so nothing is said of trust.
    init(_ predictor: PackagePredictor, isOfPrediction: Bool = false) throws {
        self.predictor = predictor
        trust = isOfPrediction ? nil : try TrustReading(predictor.package)
        decoder = ObjectDecoder(predictor.package)
    }

    func finding(
        in seen: SeenImage, of frame: AcquiredFrame, outlines: LabelImage?
    ) throws -> NetworkFinding {
        let image = seen.image
        let (likelihood, found) = try decoder.decode(
            try predictor.run([image]), of: predictor.package.name)
        let features = predictor.features
        let ((labels, objects), (doubt, verdict)) = try SideBySide.both {
            Self.objects(
                found, in: image, by: seen.learntSpread.map { Self.leastContrast * $0 }, frame)
        } _: {
            (
                trimmed(Self.doubt(likelihood)),
                try trust?.verdict(on: seen, of: frame, features: features)
            )
        }
        let plane = labels.labels.map { UInt32(max($0, 0)) }
        var finding = NetworkFinding(
            planes: [.objects(plane)], objects: objects,
            numbers: [
                "objects": Double(objects.count),
                "largest_um2": objects.map(\.areaMicrometers2).max() ?? 0,
                NetworkFinding.uncertainty: doubt,
            ])
        finding.note(verdict)
        return finding
    }

    /// It looks at each frame by itself.
    func forget() {}

    /// - Parameter contrast: By which objects have to be brighter than what is round them; `nil` for
    ///   all of them.
    /// - Returns: The objects, and their outlines as labels 1, 2, 3….
    private static func objects(
        _ labels: LabelImage, in image: FloatImage, by contrast: Double?, _ frame: AcquiredFrame
    ) -> (LabelImage, [NetworkFinding.Object]) {
        let pixel = frame.pixelMicrometers
        let backgrounds = ObjectSurroundings.means(
            round: labels, in: image, gap: max(1, Int((ring.lowerBound / pixel).rounded())),
            reach: max(2, Int((ring.upperBound / pixel).rounded())))
        let all = ObjectMeasurement.all(in: labels, intensity: image)
        let kept = all.filter { object in
            guard let contrast, let background = backgrounds[Int(object.label)] else { return true }
            return object.meanIntensity - background >= contrast
        }
        let names = Set(kept.map { Int($0.label) })
        return (
            kept.count == all.count ? labels : labels.keeping { label, _ in names.contains(label) },
            kept.enumerated().map { place, measured in
                object(
                    measured, label: place + 1, background: backgrounds[Int(measured.label)], frame)
            }
        )
    }

    private static func object(
        _ measured: ObjectMeasurement, label: Int, background: Double?, _ frame: AcquiredFrame
    ) -> NetworkFinding.Object {
        let pixelArea = frame.pixelMicrometers * frame.pixelMicrometers
        func electrons(_ grey: Double) -> Double {
            trimmed((grey - frame.offset) * frame.electronsPerGrey)
        }
        return NetworkFinding.Object(
            label: label, x: trimmed(measured.centroidX),
            y: trimmed(measured.centroidY),
            areaMicrometers2: trimmed(Double(measured.area) * pixelArea),
            meanElectrons: electrons(measured.meanIntensity),
            backgroundElectrons: background.map(electrons))
    }

    private static func doubt(_ likelihood: FloatImage) -> Double {
        var (sum, count) = (0.0, 0)
        for probability in likelihood.pixels where probability >= 0.05 {
            sum += 1 - abs(2 * Double(probability) - 1)
            count += 1
        }
        return count == 0 ? 0 : sum / Double(count)
    }
}
