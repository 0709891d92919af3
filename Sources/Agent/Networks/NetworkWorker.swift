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

    init(_ prepared: [PreparedNetwork], _ outline: RunOutline) throws {
        networks = prepared.map { $0.network(in: outline) }
        readers = try prepared.map { network -> any FrameReading in
            let predictor = try PackagePredictor(network.package)
            switch network.choice.kind {
            case .segment: return try SegmentReading(predictor)
            case .restore, .label, .upscale, .state, .damage: return try ImageReading(predictor)
            }
        }
    }

    package func look(_ index: Int, at frame: AcquiredFrame) throws -> NetworkFinding {
        // A second thread would spin while the acquisition needs the core.
        InferencePlan.useThreads(1)
        let image = try frame.withPixels { pixels in
            guard pixels.count == frame.width * frame.height else {
                throw NetworkError(
                    networks[index].name,
                    "the frame has \(pixels.count) pixels, not \(frame.width) × \(frame.height)")
            }
            return FloatImage(
                ImageView(pixels: pixels, width: frame.width, height: frame.height))
        }
        return try readers[index].finding(in: image, of: frame)
    }
}

/// What one network makes of a frame.
protocol FrameReading {
    /// - Parameter image: The frame's grey values.
    func finding(in image: FloatImage, of frame: AcquiredFrame) throws -> NetworkFinding
}
