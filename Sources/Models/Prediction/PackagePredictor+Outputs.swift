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

    /// How much wider and higher than its input an image is that ``run(_:)`` gives.
    package var magnification: Int {
        let fact = package.facts[NetworkPackage.Fact.magnification]?.number ?? 1
        return (1...16).contains(fact) ? Int(fact) : 1
    }
}
