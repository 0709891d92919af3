package import Acquisition
import Models

/// Runs an experiment's networks on frames, one at a time, each with the plan that it made for the
/// frame's size.
///
/// It computes where its caller's task prefers to run: a run hands it a thread of its own, a
/// rehearsal keeps it in virtual time. Equal frames give equal findings.
package actor NetworkWorker: FrameNetworks {
    package nonisolated let networks: [FrameNetwork]
    private let readers: [any FrameReading]
    /// For networks whose predictions some of the frames show.
    private var audits: [Int: LabelAudit] = [:]
    /// The structure that each network looks at instead of the frame, by the network's index.
    private let structures: [Int: String]
    /// What `label` predicted of the frame that is looked at, by the structure's name.
    var predicted: (eventIndex: Int, images: [String: FloatImage])?
    /// What `segment` found in the frame that is looked at.
    private var outlined: (eventIndex: Int, labels: LabelImage)?

    init(_ prepared: [PreparedNetwork], _ outline: RunOutline) throws {
        networks = prepared.map { $0.network(in: outline) }
        structures = Dictionary(
            uniqueKeysWithValues: prepared.enumerated().compactMap { index, network in
                network.choice.structure.map { (index, $0) }
            })
        readers = try prepared.map { network -> any FrameReading in
            switch network.choice.kind {
            case .segment:
                try SegmentReading(
                    PackagePredictor(network.package),
                    isOfPrediction: network.choice.structure != nil)
            case .restore, .label, .upscale: try ImageReading(PackagePredictor(network.package))
            case .state, .damage: try CellReading(CellPredictor(network.package))
            }
        }
        for (index, network) in networks.enumerated() where !network.comparedWith.isEmpty {
            audits[index] = LabelAudit(outputs: network.outputs.map(\.name))
        }
    }

    package func look(_ index: Int, at frame: AcquiredFrame) throws -> NetworkFinding {
        // A second thread would spin while the acquisition needs the core.
        InferencePlan.useThreads(1)
        let network = networks[index]
        guard let image = try image(of: frame, for: index) else {
            return NetworkFinding(verdict: "not looked at: label did not look at this frame")
        }
        if let audit = audits[index], network.comparedWith.contains(frame.channel) {
            return try audit.compare(image, of: frame)
        }
        let outlines = outlined?.eventIndex == frame.eventIndex ? outlined?.labels : nil
        let finding = try readers[index].finding(in: image, of: frame, outlines: outlines)
        notePrediction(finding, of: frame, by: network)
        audits[index]?.note(finding, of: frame, structures: network.comparedWith)
        if network.givesObjects, case .objects(let labels) = finding.planes.first {
            outlined = (
                frame.eventIndex,
                LabelImage(
                    width: frame.width, height: frame.height,
                    labels: labels.map { Int32(clamping: $0) })
            )
        }
        return finding
    }
}

extension NetworkWorker {
    /// The frame's grey values, or what was predicted of it where the network looks at that.
    private func image(of frame: AcquiredFrame, for index: Int) throws -> FloatImage? {
        if let structure = structures[index] {
            guard let predicted, predicted.eventIndex == frame.eventIndex else { return nil }
            return predicted.images[structure]
        }
        return try frame.withPixels { pixels in
            guard pixels.count == frame.width * frame.height else {
                throw NetworkError(
                    networks[index].name,
                    "the frame has \(pixels.count) pixels, not \(frame.width) × \(frame.height)")
            }
            return FloatImage(
                ImageView(pixels: pixels, width: frame.width, height: frame.height))
        }
    }

    private func notePrediction(
        _ finding: NetworkFinding, of frame: AcquiredFrame, by network: FrameNetwork
    ) {
        guard network.name == NetworkKind.label.rawValue, !structures.isEmpty else { return }
        var images: [String: FloatImage] = [:]
        for (output, plane) in zip(network.outputs, finding.planes)
        where structures.values.contains(output.name) {
            guard case .values(let values) = plane, values.count == frame.width * frame.height
            else { continue }
            images[output.name] = FloatImage(
                width: frame.width, height: frame.height, pixels: values)
        }
        predicted = (frame.eventIndex, images)
    }
}

/// What one network makes of a frame.
protocol FrameReading {
    /// - Parameters:
    ///   - image: The frame's grey values.
    ///   - outlines: What `segment` found in the same frame; `nil` where it did not look.
    func finding(
        in image: FloatImage, of frame: AcquiredFrame, outlines: LabelImage?
    ) throws -> NetworkFinding
}
