extension PackagePredictor {
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
