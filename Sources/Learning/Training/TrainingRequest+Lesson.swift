import Models

extension TrainingRequest {
    /// What the network learns from these frames.
    ///
    /// - Throws: One line that says what the frames lack.
    func lesson(
        training: [TrainingFrame], validation: [TrainingFrame]
    ) throws -> any NetworkLesson {
        var lesson: any NetworkLesson
        switch kind {
        case .restore:
            lesson =
                isBlind
                ? BlindRestoreLesson(
                    training: training, validation: validation, channels: channels)
                : RestoreLesson(training: training, validation: validation, channels: channels)
        case .segment:
            lesson = SegmentLesson(
                training: training, validation: validation, labels: labels, channels: channels)
        case .label:
            lesson = LabelLesson(
                training: training, validation: validation, inputs: inputs,
                structures: try structuresToShow(in: training))
        case .upscale:
            lesson = UpscaleLesson(
                training: training, validation: validation, channels: channels)
        case .state, .damage:
            throw LearningError(kind.rawValue, "cannot be trained yet")
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
