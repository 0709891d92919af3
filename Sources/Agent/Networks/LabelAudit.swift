import Acquisition
import Models

/// Compares what a network predicted of a place with the frame that was then taken of it.
///
/// Blocks of 4×4 pixels are compared, so that the noise of a dim frame does not pass for an error of
/// the network.
struct LabelAudit {
    /// Begins the name of each correlation among a finding's numbers: `agreement_nuclei`.
    static let prefix = "agreement_"
    static let edge = 4

    private struct Prediction {
        let timeIndex: Int
        /// Block means by the structure's name.
        let structures: [String: FloatImage]
    }

    private let outputs: [String]
    private var predictions: [Int: Prediction] = [:]

    /// - Parameter outputs: Names of the network's images, in their order.
    init(outputs: [String]) { self.outputs = outputs }

    /// Keeps what the network made of `frame`, for as long as no other frame of the place comes.
    ///
    /// - Parameter structures: Those that can be compared.
    mutating func note(
        _ finding: NetworkFinding, of frame: AcquiredFrame, structures: [String]
    ) {
        var kept: [String: FloatImage] = [:]
        for (name, plane) in zip(outputs, finding.planes) where structures.contains(name) {
            guard case .values(let values) = plane, values.count == frame.width * frame.height
            else { continue }
            let image = FloatImage(width: frame.width, height: frame.height, pixels: values)
            kept[name] = image.blockMeans(edge: Self.edge)
        }
        predictions[frame.position] = Prediction(timeIndex: frame.timeIndex, structures: kept)
    }

    /// - Parameter reference: The grey values of `frame`.
    /// - Returns: Pearson's r of prediction and reference; nothing where this moment of this place
    ///   was not predicted, or the reference is blank.
    func compare(_ reference: FloatImage, of frame: AcquiredFrame) throws -> NetworkFinding {
        guard let prediction = predictions[frame.position],
            prediction.timeIndex == frame.timeIndex,
            let predicted = prediction.structures[frame.channel]
        else { return NetworkFinding(verdict: "nothing was predicted of this moment") }
        let blocks = reference.blockMeans(edge: Self.edge)
        guard blocks.width == predicted.width, blocks.height == predicted.height else {
            return NetworkFinding(verdict: "the prediction is of another size")
        }
        let r = try ImagePair(truth: blocks, prediction: predicted).pearson
        return NetworkFinding(
            numbers: [Self.prefix + frame.channel: trimmed(r)],
            verdict: "audit: r \(brief(r)) against the frame")
    }
}

extension FloatImage {
    /// The means of square blocks; pixels beyond the last whole block are left out.
    func blockMeans(edge: Int) -> FloatImage {
        let (columns, rows) = (width / edge, height / edge)
        let means = (0..<(columns * rows)).map { block in
            let start = block / columns * edge * width + block % columns * edge
            var sum: Float = 0
            for row in 0..<edge {
                for place in (start + row * width)..<(start + row * width + edge) {
                    sum += pixels[place]
                }
            }
            return sum / Float(edge * edge)
        }
        return FloatImage(width: columns, height: rows, pixels: means)
    }
}
