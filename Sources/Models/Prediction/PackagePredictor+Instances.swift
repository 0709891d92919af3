extension PackagePredictor {
    /// Outlines what a network of kind `segment` sees in one image.
    ///
    /// - Throws: `NetworkError` where the package's answers are not a foreground and a distance.
    package func instances(
        of image: FloatImage, _ decoder: DistanceDecoder
    ) throws -> LabelImage {
        let answers = try run([image])
        guard let foreground = answers.first(where: { $0.name.hasPrefix("foreground") }),
            let distance = answers.first(where: { $0.name.hasPrefix("distance") })
        else {
            throw NetworkError(
                package.name,
                "gives \(answers.map(\.name).joined(separator: ", ")); a segmentation needs a "
                    + "foreground and a distance")
        }
        return decoder.decode(foreground: foreground.image, distance: distance.image)
    }
}

extension DistanceDecoder {
    /// With the thresholds that a package was calibrated to.
    package init(_ package: ModelPackage) {
        self.init()
        if let threshold = package.facts["seed_threshold"]?.number {
            seedThreshold = Float(threshold)
        }
        if let threshold = package.facts["foreground_threshold"]?.number {
            foregroundThreshold = Float(threshold)
        }
        if let count = package.facts["smallest_object"]?.number { smallestObject = Int(count) }
    }
}
