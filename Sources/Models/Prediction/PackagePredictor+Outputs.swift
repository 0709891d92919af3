extension PackagePredictor {
    /// By how much grey values spread (standard deviation) in what each image of a `label` was learnt
    /// from, by its name; empty for other kinds.
    package var learntSpreads: [String: Double] {
        guard kind == .label else { return [:] }
        let gains = package.outputs.flatMap(\.processing).lazy.compactMap { step -> [Double]? in
            guard case .scaleLinear(let gain, _, _) = step else { return nil }
            return gain
        }.first
        return Dictionary(
            zip(outputChannels, gains ?? []), uniquingKeysWith: { first, _ in first })
    }

    /// The names of the images that ``run(_:)`` gives, in its order, without their output's.
    package var outputChannels: [String] {
        package.outputs.flatMap { output -> [String] in
            guard case .channel(let names) = output.axis("channel")?.kind else {
                return [output.id]
            }
            return names
        }
    }
}
