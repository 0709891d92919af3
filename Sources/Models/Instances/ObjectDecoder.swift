/// Makes objects of what a network of kind `segment` answers.
package enum ObjectDecoder: Sendable {
    /// Of a foreground and a depth inside objects.
    case depth(DistanceDecoder)
    /// Of a probability and distances along rays.
    case stars(StarDecoder)

    /// What belongs to the outputs of a package, with the thresholds that it names.
    package init(_ package: ModelPackage) {
        if package.outputs.contains(where: { $0.id == "probability" }) {
            self = .stars(StarDecoder(package))
        } else {
            self = .depth(DistanceDecoder(package))
        }
    }

    /// - Parameter answers: Of the package that the decoder was made for.
    /// - Returns: How likely each pixel is object, and the objects as labels 1, 2, 3….
    /// - Throws: `NetworkError` where answers lack or hold no numbers.
    package func decode(
        _ answers: [PackagePredictor.Channel], of name: String
    ) throws(NetworkError) -> (likelihood: FloatImage, objects: LabelImage) {
        func images(_ output: String) throws(NetworkError) -> [FloatImage] {
            let found = answers.filter { $0.name.hasPrefix(output) }.map(\.image)
            guard !found.isEmpty else {
                throw NetworkError(
                    name,
                    "gives \(answers.map(\.name).joined(separator: ", ")); a segmentation needs a "
                        + "foreground and a distance, or a probability and distances along rays")
            }
            for image in found where !image.isFinite {
                throw NetworkError(name, "gave pixels without a number")
            }
            return found
        }
        switch self {
        case .depth(let decoder):
            let foreground = try images("foreground")[0]
            let distance = try images("distance")[0]
            return (foreground, decoder.decode(foreground: foreground, distance: distance))
        case .stars(let decoder):
            let probability = try images("probability")[0]
            let rays = try images("distances")
            // Every second pixel proposes an object, as StarDist's own networks do.
            let grid = 2
            let objects = decoder.decode(
                probability: probability.thinned(grid),
                distances: rays.flatMap { $0.thinned(grid).pixels }, grid: grid,
                width: probability.width, height: probability.height)
            return (probability, objects)
        }
    }
}

extension DistanceDecoder {
    /// With the thresholds that a package was calibrated to.
    init(_ package: ModelPackage) {
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

extension StarDecoder {
    /// With the thresholds that a package was calibrated to.
    init(_ package: ModelPackage) {
        self.init()
        if let threshold = package.facts["probability_threshold"]?.number {
            probabilityThreshold = Float(threshold)
        }
        if let threshold = package.facts["overlap_threshold"]?.number {
            overlapThreshold = Float(threshold)
        }
    }
}

extension FloatImage {
    /// Every `step`-th pixel of every `step`-th row.
    fileprivate func thinned(_ step: Int) -> FloatImage {
        var result = FloatImage(
            width: (width + step - 1) / step, height: (height + step - 1) / step)
        for y in 0..<result.height {
            for x in 0..<result.width { result[x, y] = self[x * step, y * step] }
        }
        return result
    }
}
