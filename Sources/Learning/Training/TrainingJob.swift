package import Acquisition
package import Models

/// Trains a network as a user asked: reads, splits, trains, packages, and measures on what it kept
/// back.
package struct TrainingJob {
    /// What happens, for a progress line.
    package enum Event: Sendable {
        case reading(String)
        case read(frameCount: Int, notes: [String])
        case training(TrainingProgress)
        case member(Int, of: Int)
        case round(Int, of: Int)
        case evaluating
    }

    private let request: TrainingRequest
    private let files: any FileSystem
    private let seconds: () -> Double
    /// Says what happens; false stops the training, whose checkpoint stays.
    private let report: (Event) -> Bool

    package init(
        _ request: TrainingRequest, files: any FileSystem = RealFileSystem(),
        seconds: @escaping () -> Double, report: @escaping (Event) -> Bool
    ) {
        self.request = request
        self.files = files
        self.seconds = seconds
        self.report = report
    }

    /// Runs the training; its checkpoint lies beside the output until the package is written.
    ///
    /// - Parameter document: Writes the package's documentation from what was measured.
    /// - Throws: One line that names the file or the frames, and what they lack.
    package func run(
        document: (TrainingRecord, [TrainingExample]) -> String
    ) throws -> TrainingOutcome {
        guard try files.kind(at: request.output) == nil else {
            throw LearningError(request.output, "is already there, and is not replaced")
        }
        var (frames, notes) = try read(request.sources)
        var split = try DataSplit(frames, options: SplitOptions(seed: request.seed))
        if !request.heldOut.isEmpty {
            let judging = try read(request.heldOut)
            split = split.judged(by: frames.count..<frames.count + judging.frames.count)
            frames += judging.frames
            notes += judging.notes
        }
        _ = report(.read(frameCount: frames.count, notes: notes))
        let leaks = LeakCheck(split, of: frames)
        let clean = try leaks.dropping()
        let test = clean.frames(.test, of: frames)
        let training = clean.frames(.training, of: frames)
        let validation = clean.frames(.validation, of: frames)
        let setup = try request.setup(
            training: training, validation: validation, others: test + frames)
        var record = TrainingRecord(
            network: request.kind.rawValue, sources: request.sources, seed: request.seed)
        record.notes =
            notes + setup.notes + clean.notes + leaks.pairs.prefix(20).map(\.description)
        record.shares = clean.shares(of: frames)
        let network = try train(setup, &record)

        _ = report(.evaluating)
        var package = try setup.package(network)
        // What was learnt is worth more than what it knows of its errors, and than its measure.
        do {
            if let trust = try trust(in: package, training: training, heldOut: validation) {
                try package.setTrustCalibration(trust)
            }
        } catch {
            record.notes.append("It cannot tell when it is wrong: \(error)")
        }
        let evaluation: NetworkEvaluation
        do {
            evaluation = try NetworkEvaluation.of(
                package, on: test,
                channels: request.kind == .label ? request.structures : request.channels,
                labels: request.labels,
                training: training)
        } catch {
            evaluation = NetworkEvaluation(notes: ["It could not be measured: \(error)"])
        }
        record.figures = evaluation.figures
        record.reliability = evaluation.reliability
        record.notes += evaluation.notes
        package.documentation = document(record, evaluation.examples)
        try package.write(zip: request.output)
        // The package is there; what a stopped training would have gone on from is not needed.
        for member in 0..<request.memberCount {
            for round in 1...setup.roundCount {
                try? files.remove(at: checkpointPath(member, round: round))
            }
        }
        return TrainingOutcome(
            package: package, record: record, examples: evaluation.examples)
    }

    /// What the package is to know of its own errors; `nil` for networks of single cells.
    private func trust(
        in package: ModelPackage, training: [TrainingFrame], heldOut: [TrainingFrame]
    ) throws -> TrustCalibration? {
        switch request.kind {
        case .state, .damage: nil
        case .restore, .segment, .label, .upscale:
            try TrustMeasurement(
                PackagePredictor(package, poolsFeatures: true), channels: request.channels
            ).calibration(training: training, heldOut: heldOut)
        }
    }

    private func read(
        _ sources: [String]
    ) throws -> (frames: [TrainingFrame], notes: [String]) {
        var frames: [TrainingFrame] = []
        var notes: [String] = []
        for source in sources {
            _ = report(.reading(source))
            let data = try TrainingSource.read(
                source, limit: request.frameLimit, keep: request.needed)
            frames += data.frames
            notes += data.notes
        }
        return (frames, notes)
    }

    /// One network, or the members of an ensemble one after the other.
    private func train(
        _ setup: TrainingSetup, _ record: inout TrainingRecord
    ) throws -> Network {
        guard request.memberCount > 1 else { return try train(setup, member: 0, &record) }
        var members: [Network] = []
        var (seconds, stepCount) = (0.0, 0)
        for member in 0..<request.memberCount {
            _ = report(.member(member + 1, of: request.memberCount))
            members.append(try train(setup, member: member, &record))
            seconds += record.seconds
            stepCount += record.stepCount
        }
        (record.seconds, record.stepCount) = (seconds, stepCount)
        let ensemble = Network.ensemble(members)
        record.parameterCount = ensemble.learnedCount
        record.notes.append(
            "An ensemble of \(members.count) networks; the curve is that of the last.")
        return ensemble
    }

    private func train(
        _ setup: TrainingSetup, member: Int, _ record: inout TrainingRecord
    ) throws -> Network {
        var settings = setup.settings
        settings.seed = request.seed &+ UInt64(member)
        settings.workerCount = request.workerCount
        settings.usesFloatsAlone = request.usesFloatsAlone
        if let stepCount = request.stepCount { settings.stepCount = stepCount }
        if let longest = request.longestSeconds {
            settings.longestSeconds = longest / Double(request.memberCount)
        }
        record.batchCount = setup.batchCount
        let begin = try startNetwork(setup.network(settings.seed))
        record.parameterCount = begin.learnedCount
        guard let secondRound = setup.secondRound, settings.stepCount > 1 else {
            return try learn(
                setup.task, from: begin, settings, checkpointPath(member), &record)
        }
        settings.longestSeconds /= 2
        let both = settings.stepCount
        settings.stepCount = both / 2
        _ = report(.round(1, of: 2))
        let teacher = try learn(
            setup.task, from: begin, settings, checkpointPath(member), &record)
        let (seconds, stepCount) = (record.seconds, record.stepCount)
        settings.stepCount = both - both / 2
        _ = report(.round(2, of: 2))
        let network = try learn(
            secondRound(teacher, settings.seed), from: teacher, settings,
            checkpointPath(member, round: 2), &record)
        record.seconds += seconds
        record.stepCount += stepCount
        record.notes.append(
            "Learnt in two rounds, the second from what the first made of the noisy frames; the curve "
                + "is that of the second.")
        return network
    }

    /// One training, or one round of it.
    private func learn(
        _ task: any TrainingTask, from begin: Network, _ settings: TrainingSettings,
        _ path: String, _ record: inout TrainingRecord
    ) throws -> Network {
        var settings = settings
        settings.validationInterval = min(
            settings.validationInterval, max(1, settings.stepCount / 4))
        let purpose =
            "\(request.kind.rawValue), seed \(settings.seed), \(settings.stepCount) steps, "
            + (request.sources + request.heldOut).joined(separator: ", ")
        let trainer = try Trainer(
            begin, task: task, settings: settings,
            state: try checkpoint(path, purpose, for: begin))
        var failure: (any Error)?
        record.ending = try trainer.run(seconds: seconds) { progress in
            guard report(.training(progress)) else { return false }
            return failure == nil
        } keep: { state in
            do {
                try files.replaceFile(
                    at: path,
                    with: TrainingCheckpoint.bytes(of: state, purpose: purpose))
            } catch { failure = error }
        }
        if let failure { throw failure }
        if record.ending.hasPrefix("stopped") {
            throw LearningError(
                request.output,
                "\(record.ending); \(path) holds them: the same command goes on")
        }
        record.curve = trainer.state.curve
        record.stepCount = trainer.state.step
        record.seconds = trainer.state.seconds
        return trainer.best
    }

    private func startNetwork(_ drawn: Network) throws -> Network {
        guard let start = request.start else { return drawn }
        var network = drawn
        let given = try Network(onnx: try ModelPackage.read(start).weights.onnx)
        if request.frameCount > 1,
            let values = network.values(spreading: given, over: request.frameCount)
        {
            network.set(values)
            return network
        }
        guard given.parameters.map(\.shape) == network.parameters.map(\.shape) else {
            throw LearningError(
                start,
                "is built unlike the network to be trained; begin without --from, or give the "
                    + "--widths that it was trained with")
        }
        network.set(given.parameters.map(\.values))
        return network
    }

    private func checkpointPath(_ member: Int, round: Int = 1) -> String {
        request.output + (member == 0 ? "" : ".member-\(member + 1)")
            + (round == 1 ? "" : ".round-\(round)") + ".checkpoint"
    }

    private func checkpoint(
        _ path: String, _ purpose: String, for network: Network
    ) throws -> TrainingState? {
        guard try files.kind(at: path) != nil else { return nil }
        let bytes = try files.read(at: path)
        do {
            return try TrainingCheckpoint.state(from: bytes, purpose: purpose, for: network)
        } catch {
            throw LearningError(path, error.message)
        }
    }
}
