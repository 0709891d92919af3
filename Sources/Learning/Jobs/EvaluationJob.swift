internal import Documents
package import Models

/// `tarsier evaluate`: what a network reaches on data with a truth.
package struct EvaluationJob {
    package struct Settings: Sendable {
        /// Names of channels to look at; empty takes all that the kind can use.
        package var channels: [String] = []
        /// Which labels hold the truth of a segmentation.
        package var labels: String?
        /// For a segmentation: restores dim frames, to be segmented as well.
        package var restoration: ModelPackage?
        /// For a virtual label: outlines objects in what it predicts, to be compared as well.
        package var segmentation: ModelPackage?
        /// Runs and folders with frames unlike those of the training.
        package var strangers: [String] = []
        /// The most frames to read of each source.
        package var limit: Int?
        /// How convolutions are worked out.
        package var method = ConvolutionMethod.direct

        package init() {}
    }

    /// What was found, as training records it, with pictures.
    package struct Outcome: Sendable {
        package var record: TrainingRecord
        package var examples: [TrainingExample]
        /// "From a frame to its objects."
        package var purpose: String
    }

    private let package: ModelPackage
    private let kind: NetworkKind
    private let sources: [String]
    private let settings: Settings

    /// - Parameters:
    ///   - path: The package's, for errors.
    ///   - sources: Runs and training folders.
    package init(
        _ package: ModelPackage, path: String, sources: [String], settings: Settings = Settings()
    ) throws {
        guard let kind = package.networkKind else {
            throw LearningError(
                path,
                "what its answers mean is not known here; networks that tarsier trained can be "
                    + "evaluated")
        }
        guard settings.restoration == nil || kind == .segment else {
            throw LearningError(path, "frames are restored first for a segmentation only")
        }
        if let other = settings.restoration, other.networkKind != .restore {
            throw LearningError(other.name, "does not restore; give a network of kind restore")
        }
        guard settings.segmentation == nil || kind == .label else {
            throw LearningError(path, "what is predicted is segmented for a virtual label only")
        }
        if let other = settings.segmentation, other.networkKind != .segment {
            throw LearningError(other.name, "outlines nothing; give a network of kind segment")
        }
        if !settings.strangers.isEmpty, try package.trustCalibration()?.features == nil {
            throw LearningError(
                path, "knows nothing of the frames that it learnt from; train it again")
        }
        self.package = package
        self.kind = kind
        self.sources = sources
        self.settings = settings
    }

    /// Reads the data and measures.
    ///
    /// - Throws: One line, also where no frame has a truth for this network.
    package func run() throws -> Outcome {
        let started = ContinuousClock.now
        var frames: [TrainingFrame] = []
        var notes: [String] = []
        for source in sources {
            let data = try TrainingSource.read(source, limit: settings.limit)
            frames += data.frames
            notes += data.notes
        }
        try checkNames(frames)
        let strangers = try settings.strangers.flatMap {
            try TrainingSource.read($0, limit: settings.limit).frames
        }
        let evaluation = try NetworkEvaluation.of(
            package, on: frames, channels: settings.channels.isEmpty ? nil : settings.channels,
            labels: settings.labels, restoration: settings.restoration,
            segmentation: settings.segmentation, strangers: strangers, method: settings.method)
        var record = TrainingRecord(
            network: kind.rawValue, sources: sources, seed: 0)
        record.ending =
            "an evaluation of \(package.name), weights \(package.weights.sha256.prefix(12))"
        record.shares = [Self.share(frames)]
        record.figures = evaluation.figures
        record.notes = notes + evaluation.notes
        record.seconds = (ContinuousClock.now - started) / .seconds(1)
        record.reliability = evaluation.reliability
        return Outcome(
            record: record, examples: evaluation.examples, purpose: "From \(kind.purpose).")
    }

    private func checkNames(_ frames: [TrainingFrame]) throws(LearningError) {
        let place = sources.joined(separator: ", ")
        let channels = Set(frames.flatMap { $0.images.map(\.channel) })
        for name in settings.channels where !channels.contains(name) {
            throw LearningError(place, unknown("channel", name, known: channels.sorted()))
        }
        let labels = Set(frames.flatMap(\.labels.keys))
        if let name = settings.labels, !labels.contains(name) {
            throw LearningError(place, unknown("labels", name, known: labels.sorted()))
        }
    }

    private static func share(_ frames: [TrainingFrame]) -> TrainingRecord.Share {
        var positions: [String] = []
        for frame in frames where !positions.contains(frame.position) {
            positions.append(frame.position)
        }
        return TrainingRecord.Share(
            part: "test", positions: positions, frameCount: frames.count,
            cellCount: frames.reduce(0) { $0 + $1.cells.count })
    }
}
