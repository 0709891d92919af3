/// Objects found against objects that are there, image by image, beside what another way finds.
struct ObjectFigures {
    static let thresholds = [0.5, 0.7, 0.9]
    private var found: [InstanceComparison] = []
    private var others: [InstanceComparison] = []
    /// What the other way is called.
    private let peer: String

    init(peer: String) { self.peer = peer }

    /// Adds an image.
    mutating func add(_ objects: LabelImage, peer other: LabelImage, truth: LabelImage) throws {
        found.append(try InstanceComparison(truth: truth, prediction: objects))
        others.append(try InstanceComparison(truth: truth, prediction: other))
    }

    /// Over all objects of all images together, and the mean over images.
    ///
    /// - Parameter name: What was looked at, as "nuclei".
    func figures(_ name: String) throws -> [TrainingRecord.Figure] {
        let least = Self.thresholds[0]
        var figures = try Self.thresholds.map { threshold in
            try pooled("AP at IoU \(threshold), \(name)") {
                $0.pooled(threshold: threshold).averagePrecision
            }
        }
        figures.append(
            try pooled("AP, mean of IoU 0.5 to 0.95, \(name)") { $0.pooledAveragePrecision })
        figures.append(
            try pooled("F1 at IoU \(least), \(name)") { $0.pooled(threshold: least).f1 })
        figures.append(
            try pooled("panoptic quality at IoU \(least), \(name)") {
                $0.pooled(threshold: least).panopticQuality
            })
        figures.append(try perImage("AP at IoU \(least) per image, \(name)", threshold: least))
        return figures
    }

    private func pooled(
        _ title: String, _ score: (InstanceScore) -> Double
    ) throws -> TrainingRecord.Figure {
        let interval = try Bootstrap(seed: 1).interval(count: found.count) { indices in
            score(try InstanceScore(indices.map { found[$0] }))
        }
        return TrainingRecord.Figure(
            name: title, value: score(try InstanceScore(found)), low: interval.lowerBound,
            high: interval.upperBound,
            peers: [.init(name: peer, value: score(try InstanceScore(others)))])
    }

    /// A crowded image counts no more than another.
    private func perImage(_ title: String, threshold: Double) throws -> TrainingRecord.Figure {
        func values(_ images: [InstanceComparison]) throws -> [Double] {
            try InstanceScore(images).perImage(threshold: threshold).map(\.averagePrecision)
        }
        return try NetworkEvaluation.figure(
            title, try values(found), peers: [(peer, try values(others))])
    }
}
