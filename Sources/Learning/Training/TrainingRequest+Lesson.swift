import Models

extension TrainingRequest {
    /// What the network learns from these frames, and how it is packaged.
    ///
    /// - Parameter others: Frames to take the package's example from where these do not suffice.
    /// - Throws: One line that says what the frames lack.
    func setup(
        training: [TrainingFrame], validation: [TrainingFrame], others: [TrainingFrame]
    ) throws -> TrainingSetup {
        let name = "Tarsier \(kind.rawValue)"
        switch kind {
        case .state:
            var lesson = try StateLesson(
                training: training, validation: validation, crops: cropSettings(for: training))
            if let widths { lesson.shape.widths = widths }
            return TrainingSetup(lesson, name: name)
        case .damage:
            var lesson = try DamageLesson(
                training: training, validation: validation, crops: cropSettings(for: training))
            if let widths { lesson.shape.widths = widths }
            return TrainingSetup(lesson, name: name)
        case .restore, .segment, .label, .upscale:
            let lesson = try imageLesson(training: training, validation: validation)
            var setup = TrainingSetup(
                lesson, memberCount: memberCount, name: name, frames: others)
            if roundCount > 1, let blind = lesson as? BlindRestoreLesson {
                setup.secondRound = { try blind.secondRound(taughtBy: $0, seed: $1) }
            }
            return setup
        }
    }

    private func imageLesson(
        training: [TrainingFrame], validation: [TrainingFrame]
    ) throws -> any NetworkLesson {
        var lesson: any NetworkLesson
        switch kind {
        case .restore:
            lesson =
                isBlind
                ? BlindRestoreLesson(
                    training: training, validation: validation, channels: channels)
                : try restoreLesson(training: training, validation: validation)
        case .segment:
            lesson =
                outlinesStars
                ? StarLesson(
                    training: training, validation: validation, labels: labels, channels: channels)
                : SegmentLesson(
                    training: training, validation: validation, labels: labels, channels: channels)
        case .label:
            lesson = LabelLesson(
                training: training, validation: validation, inputs: inputs,
                structures: try structuresToShow(in: training))
        case .upscale:
            lesson = UpscaleLesson(
                training: training, validation: validation, channels: channels)
        case .state, .damage:
            preconditionFailure("\(kind.rawValue) looks at cells")
        }
        if let widths { lesson.shape.widths = widths }
        if let block { lesson.shape.block = block }
        let count = lesson.imageCount
        guard count.training > 0, count.validation > 0 else {
            throw LearningError(
                sources.joined(separator: ", "),
                "holds \(count.training) images to train \(kind.rawValue) on and "
                    + "\(count.validation) to validate it with; \(need)")
        }
        return lesson
    }

    private func restoreLesson(
        training: [TrainingFrame], validation: [TrainingFrame]
    ) throws -> RestoreLesson {
        let lesson = RestoreLesson(
            training: training, validation: validation, channels: channels, frameCount: frameCount)
        guard frameCount == 1 || lesson.interface.frameSeconds != nil else {
            throw LearningError(
                sources.joined(separator: ", "),
                "no place was seen twice, so \(frameCount) frames cannot be restored together; "
                    + "leave --frames out")
        }
        return lesson
    }

    private func structuresToShow(in frames: [TrainingFrame]) throws -> [String] {
        if let structures { return structures }
        let names = Set(frames.flatMap { $0.images.map(\.channel) }).subtracting(inputs).sorted()
        guard !names.isEmpty else {
            throw LearningError(
                sources.joined(separator: ", "),
                "has no channel beside \(inputs.joined(separator: ", ")) to be shown")
        }
        return names
    }

    /// What frames need for this network.
    private var need: String {
        switch kind {
        case .restore where isBlind: "it needs camera frames"
        case .restore:
            "it needs camera frames whose offset, gain and read noise are known, or brighter "
                + "frames or truth beside dim ones; --blind learns from noisy frames alone"
        case .segment: "it needs labels beside the frames"
        case .label:
            "it needs the channel \(inputs.joined(separator: ", ")) beside what is to be shown"
        case .upscale: "it needs sharp images beside the frames"
        case .state, .damage: "it needs annotated cells"
        }
    }
}
