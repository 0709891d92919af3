internal import Models

/// A packaged network with what is to be made of its answers.
struct PlaneNetwork {
    let predictor: PackagePredictor
    let givesLabels: Bool
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
        givesLabels = kind == .segment || settings.wantsLabels
        decoder = ObjectDecoder(package)
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
