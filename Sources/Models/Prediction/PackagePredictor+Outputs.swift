extension PackagePredictor {
    /// By how much grey values spread (standard deviation) in what each image of ``outputChannels``
    /// was learnt from, in their order; `nil` where the package does not scale it back from that.
    package var learntSpreads: [Double?] {
        package.outputs.flatMap { output -> [Double?] in
            let gains = output.processing.lazy.compactMap { step -> [Double]? in
                guard case .scaleLinear(let gain, _, _) = step else { return nil }
                return gain
            }.first
            guard case .channel(let names) = output.axis("channel")?.kind else {
                return [gains?.first]
            }
            return names.indices.map { place in gains.map { $0[place % $0.count] } }
        }
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
