import Models

extension TrainingRequest {
    /// A frame without the images and labels that this training never looks at.
    func needed(of frame: TrainingFrame) -> TrainingFrame {
        var result = frame
        result.images = frame.images.filter { isNeeded($0, in: frame) }
        switch kind {
        case .restore, .label, .upscale: result.labels = [:]
        case .segment, .state, .damage: break
        }
        return result
    }

    private func isNeeded(_ image: ChannelImage, in frame: TrainingFrame) -> Bool {
        switch kind {
        case .restore: image.kind != .sharp
        case .upscale: image.kind != .truth
        case .segment, .state, .damage: image.kind == .frame
        case .label: isNeededToLabel(image, in: frame)
        }
    }

    /// Inputs as the camera took them, of a structure what is known best of it.
    private func isNeededToLabel(_ image: ChannelImage, in frame: TrainingFrame) -> Bool {
        if inputs.contains(image.channel) { return image.kind == .frame }
        guard structures?.contains(image.channel) ?? true, image.kind != .sharp else {
            return false
        }
        let best = frame.brightest(image.channel)
        return image.kind == best?.kind && image.light == best?.light
    }
}
