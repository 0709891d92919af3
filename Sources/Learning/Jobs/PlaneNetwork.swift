internal import Models

/// A packaged network with what is to be made of its answers.
struct PlaneNetwork {
    let predictor: PackagePredictor
    let givesLabels: Bool
    private let givesErrorMap: Bool
    private let decoder: ObjectDecoder

    /// - Throws: ``LearningError`` at the package where it cannot do what is asked of it.
    init(_ package: ModelPackage, path: String, _ settings: PredictionJob.Settings) throws {
        let name = package.networkName
        let kind = package.networkKind
        if let name, kind?.judgesCells ?? true {
            throw LearningError(
                path,
                "a network of kind \"\(name)\" judges no whole frames, and predict runs those alone"
            )
        }
        predictor = try PackagePredictor(
            package, largestTile: settings.tile ?? ImagePredictor.largestTile)
        guard settings.tile == nil || predictor.reach != nil else {
            throw LearningError(
                path,
                "it does not say how far its pixels see, so it cannot run in tiles; "
                    + "leave --tile out")
        }
        if let kind, kind != .segment, settings.wantsLabels {
            throw LearningError(
                path, "a network of kind \"\(kind.rawValue)\" gives images; leave --labels out")
        }
        guard !settings.wantsErrorMap || kind == .upscale else {
            throw LearningError(
                path, "an error map belongs to a network of kind \"upscale\"; leave --error-map out"
            )
        }
        givesLabels = kind == .segment || settings.wantsLabels
        givesErrorMap = settings.wantsErrorMap
        decoder = ObjectDecoder(package)
    }

    /// What the network answers, and what of it the frame does not bear out: how far the answer,
    /// blurred again, lies from the frame.
    ///
    /// - Source: the error map of Culley et al., Nature Methods 15 (2018) 263–266 (SQUIRREL).
    func images(_ planes: [FloatImage]) throws -> [PackagePredictor.Channel] {
        let answers = try predictor.run(planes)
        guard givesErrorMap, let mean = answers.first, let frame = planes.first else {
            return answers
        }
        let error = try ResolutionScaledError(reference: frame, superResolved: mean.image)
        let output = mean.name.split(separator: " ").first ?? ""
        return answers + [PackagePredictor.Channel(name: "\(output) error", image: error.map)]
    }

    /// The objects of one plane.
    ///
    /// A network of others tells only what is object: above one half in its first answer, touching
    /// objects parted at their waists.
    func labels(_ planes: [FloatImage]) throws -> LabelImage {
        if predictor.kind == .segment, planes.count == 1 {
            return try predictor.instances(of: planes[0], decoder)
        }
        guard let foreground = try predictor.run(planes).first?.image else {
            throw LearningError(predictor.package.name, "it gives no image")
        }
        return DistanceSplitting().split(LabelImage(foreground, above: 0.5))
    }
}
