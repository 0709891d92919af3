import Acquisition
import Models

/// A network that gives images: restored ones, labelled ones, enlarged ones.
///
/// Its numbers: `uncertainty`, the mean scale as a share of what lies between the image's
/// percentiles 2 and 99.8, and for `label` the same of each structure, as `uncertainty_nuclei`;
/// `disagreement`, the same of how far an ensemble's members lie from their
/// mean; and for a network with a single image `peak_electrons`,
/// `background_electrons`, `noise_electrons` and `peak_snr` of that image, where the noise is what
/// the network says of its own error.
///
/// Where the package knows the range of its training, each answer is judged: `trusted` is 1 or 0,
/// and the verdict says why not.
final class ImageReading: FrameReading {
    private let predictor: PackagePredictor
    private let trust: TrustReading?
    private var earlier = EarlierFrames()

    init(_ predictor: PackagePredictor) throws {
        self.predictor = predictor
        trust = try TrustReading(predictor.package)
    }

    func finding(
        in seen: SeenImage, of frame: AcquiredFrame, outlines: LabelImage?
    ) throws -> NetworkFinding {
        let image = seen.image
        let planes =
            predictor.frameCount == 1
            ? [image]
            : earlier.series(
                with: image, of: frame, count: predictor.frameCount,
                seconds: predictor.frameSeconds)
        let channels = try predictor.run(planes)
        try check(channels)
        let means = channels.filter { !$0.isScale && !$0.isDisagreement }
        let scales = channels.filter(\.isScale).map(\.image)
        let isRestored = predictor.kind == .restore && means.count == 1 && scales.count == 1
        let features = predictor.features
        let (numbers, verdict) = try SideBySide.both {
            var numbers = uncertainties(means, scales, channels.first(where: \.isDisagreement))
            if isRestored {
                let signal = RestoredSignal(
                    mean: means[0].image, scale: scales[0], offset: frame.offset,
                    electronsPerGrey: frame.electronsPerGrey)
                for (name, value) in signal?.numbers ?? [:] { numbers[name] = trimmed(value) }
            }
            return numbers
        } _: {
            try trust?.verdict(
                on: seen, of: frame, features: features,
                restored: isRestored ? (means[0].image, scales[0]) : nil)
        }
        var finding = NetworkFinding(
            planes: channels.map { .values($0.image.pixels) }, numbers: numbers)
        finding.note(verdict)
        return finding
    }

    func forget() { earlier = EarlierFrames() }

    private func check(_ channels: [PackagePredictor.Channel]) throws {
        let areFinite = SideBySide.map(channels.count, most: InferencePlan.threadCount) {
            channels[$0].image.isFinite
        }
        guard let bad = areFinite.firstIndex(of: false) else { return }
        throw NetworkError(
            predictor.package.name, "\(channels[bad].name) has pixels without a number")
    }

    private func uncertainties(
        _ means: [PackagePredictor.Channel], _ scales: [FloatImage],
        _ disagreement: PackagePredictor.Channel?
    ) -> [String: Double] {
        var numbers: [String: Double] = [:]
        if means.count == scales.count, !means.isEmpty {
            let shares = zip(means, scales).map { Self.relativeUncertainty($0.image, $1) }
            numbers[NetworkFinding.uncertainty] = trimmed(
                shares.reduce(0, +) / Double(shares.count))
            if predictor.kind == .label {
                for (mean, share) in zip(means, shares) {
                    numbers[Self.uncertainty(of: mean.name)] = trimmed(share)
                }
            }
        }
        if let disagreement, let mean = means.first {
            numbers["disagreement"] = trimmed(
                Self.relativeUncertainty(mean.image, disagreement.image))
        }
        return numbers
    }

    /// The name of the number for one structure of `label`.
    static func uncertainty(of structure: String) -> String {
        "\(NetworkFinding.uncertainty)_\(structure)"
    }

    private static func relativeUncertainty(_ mean: FloatImage, _ scale: FloatImage) -> Double {
        // A constant image has a spread of 1 here: its uncertainty stays in its own units.
        let map = IntensityMap.percentiles(of: mean.sparse, low: 2, high: 99.8)
        let spread = 1 / Double(map.scale)
        return scale.mean / spread
    }
}

extension PackagePredictor.Channel {
    fileprivate var isScale: Bool { name.hasSuffix("scale") }
    fileprivate var isDisagreement: Bool { name.hasSuffix("disagreement") }
}

/// With as many decimals as mean anything: the journal keeps every one of them.
func trimmed(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
