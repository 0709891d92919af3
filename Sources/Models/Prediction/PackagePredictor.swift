/// Runs a packaged network on images: scales them as the package says, runs, scales back.
///
/// Belongs to one task at a time.
package final class PackagePredictor {
    /// One channel of an answer.
    package struct Channel: Sendable {
        /// The output and its channel: "restored mean".
        package let name: String
        package let image: FloatImage

        package init(name: String, image: FloatImage) {
            self.name = name
            self.image = image
        }
    }

    /// What stands for a scale that is smaller, as a share of the image's range: single precision
    /// rounds it to 0, or to just below.
    private static let leastScale: Float = 1e-5

    package let package: ModelPackage
    /// `nil` for a network that Tarsier did not train.
    package let kind: NetworkKind?
    /// How much larger than its input an answer is.
    package let magnification: Int
    /// How far in pixels the input can matter; `nil` where nobody knows: never tiled.
    package let reach: Int?
    /// Frames of one place that it takes at once, the youngest first; 1 for most networks.
    package let frameCount: Int
    /// Between two of them in what it learnt from; `nil` where nobody knows.
    package let frameSeconds: Double?
    private let predictor: ImagePredictor

    /// - Parameters:
    ///   - largestTile: Longest side in pixels that is run as a whole.
    ///   - poolsFeatures: Whether each run leaves ``features``; `nil` where the package can judge
    ///     them.
    ///   - method: By the quickest images that are run as a whole come out sooner, and rounded more.
    /// - Throws: `NetworkError` where the package is not one of flat images.
    package init(
        _ package: ModelPackage, largestTile: Int = ImagePredictor.largestTile,
        poolsFeatures: Bool? = nil, method: ConvolutionMethod = .direct
    ) throws {
        self.package = package
        kind = package.networkKind
        guard package.inputs.count == 1 else {
            throw NetworkError(
                package.name, "takes \(package.inputs.count) inputs; one image can be given")
        }
        let network = try Network(onnx: package.weights.onnx)
        let input = package.inputs[0]
        for tensor in [input] + package.outputs { try Self.checkAxes(of: tensor, package.name) }
        let step = try Self.multiple(of: input, package.name)
        let facts = package.facts
        func fact(_ key: String) -> Int? {
            facts[key]?.number.flatMap { (1...1_000_000).contains($0) ? Int($0) : nil }
        }
        magnification =
            try fact(NetworkPackage.Fact.magnification) ?? Self.magnification(of: package)
        reach = fact(NetworkPackage.Fact.reach)
        frameCount = fact(NetworkPackage.Fact.frameCount) ?? 1
        frameSeconds = facts[NetworkPackage.Fact.frameSeconds]?.number
        let channelCount = Self.channels(of: input).count
        guard frameCount == 1 || frameCount == channelCount else {
            throw NetworkError(
                package.name,
                "says that it takes \(frameCount) frames, and has \(channelCount) channels")
        }
        predictor = try ImagePredictor(
            network,
            ImagePredictor.Geometry(multiple: step, reach: reach, magnification: magnification),
            largestTile: largestTile,
            poolsFeatures: try poolsFeatures ?? (package.trustCalibration()?.features != nil),
            method: method)
    }

    /// What the network saw in the tiles of the image of the last run.
    package var features: FeatureTable? { predictor.features }

    /// The channels that the network takes, by name.
    package var inputChannels: [String] { Self.channels(of: package.inputs[0]) }

    /// Those of one frame, where it takes several of one channel.
    package var frameChannels: [String] {
        frameCount > 1 ? Array(inputChannels.prefix(1)) : inputChannels
    }

    private static func channels(of input: TensorDescription) -> [String] {
        guard case .channel(let names) = input.axis("channel")?.kind else { return ["image"] }
        return names
    }

    /// The network's answers in the units of the package, or of the image where they belong to it.
    ///
    /// - Parameter planes: Its channels; of a network that takes several frames, the youngest first.
    ///   The oldest of those that there are stands for the ones before it.
    package func run(_ planes: [FloatImage]) throws -> [Channel] {
        let isScaledBack = package.facts[NetworkPackage.Fact.isScaledBack]?.number == 1
        var planes = planes
        while planes.count < frameCount, let oldest = planes.last { planes.append(oldest) }
        var (outputs, standards) = try answers(to: planes)
        let map = isScaledBack ? try scaling(by: standards) : .identity
        return package.outputs.indices.flatMap { output -> [Channel] in
            let description = package.outputs[output]
            let names = Self.names(of: description, outputs[output].count)
            return names.indices.map { channel in
                // In its place, where nothing else holds the pixels.
                if isScaledBack {
                    Self.scaleBack(&outputs[output][channel].pixels, of: names[channel], by: map)
                }
                return Channel(
                    name: "\(description.id) \(names[channel])", image: outputs[output][channel])
            }
        }
    }

    private static func scaleBack(_ pixels: inout [Float], of name: String, by map: IntensityMap) {
        if name.hasSuffix("scale") {
            pixels.withUnsafeMutableBufferPointer { pixels in
                for place in pixels.indices where abs(pixels[place]) < leastScale {
                    pixels[place] = leastScale
                }
            }
        }
        // A distance has no offset.
        let isDistance = name.hasSuffix("scale") || name.hasSuffix("disagreement")
        (isDistance ? IntensityMap(offset: 0, scale: map.scale) : map).undo(on: &pixels)
    }

    /// The channels of the outputs as the package defines them.
    func outputs(_ planes: [FloatImage]) throws -> [[FloatImage]] {
        try answers(to: planes).outputs
    }

    /// The outputs, and what each step before the network held the planes against.
    private func answers(
        to planes: [FloatImage]
    ) throws -> (outputs: [[FloatImage]], standards: [AxisStandard?]) {
        guard planes.count == inputChannels.count, !planes.isEmpty else {
            throw NetworkError(
                package.name,
                "takes \(inputChannels.count) channels (\(inputChannels.joined(separator: ", "))) "
                    + "and was given \(planes.count)")
        }
        for plane in planes where !plane.isFinite {
            throw NetworkError(package.name, "a pixel of the image is no number")
        }
        var array = AxisArray(planes)
        let standards = ProcessingStep.apply(package.inputs[0].processing, to: &array)
        var results = try predictor.run(array.images)
        let isSingle = results.count == 1
        let outputs = try package.outputs.map { description in
            // Other makers name a package's tensors as they like; a single one is meant.
            let name = isSingle ? results.keys.first ?? description.id : description.id
            // Out of the dictionary, so that processing changes them in their place.
            guard var images = results.removeValue(forKey: name), !images.isEmpty else {
                throw NetworkError(
                    package.name, "its weights have no output \"\(description.id)\"")
            }
            if !description.processing.isEmpty {
                ProcessingStep.apply(description.processing, toChannels: &images)
            }
            return images
        }
        return (outputs, standards)
    }

    /// How the package scaled the planes, for a single channel and percentiles.
    private func scaling(by standards: [AxisStandard?]) throws -> IntensityMap {
        for case (.scaleRange(_, _, _, let epsilon), let standard?) in zip(
            package.inputs[0].processing, standards)
        {
            let group = standard.groups[0]
            return IntensityMap(
                offset: Float(group.center), spread: Float(group.width - epsilon))
        }
        throw NetworkError(package.name, "says that it scales back, but not how it scales")
    }

    private static func names(of description: TensorDescription, _ count: Int) -> [String] {
        if case .channel(let names) = description.axis("channel")?.kind, names.count == count {
            return names
        }
        return (0..<count).map { "channel \($0)" }
    }

    private static func checkAxes(
        of description: TensorDescription, _ name: String
    ) throws(NetworkError) {
        let ids = description.axes.map(\.id)
        guard ids.filter({ $0 != "batch" }) == ["channel", "y", "x"] else {
            throw NetworkError(
                name,
                "\(description.id) has the axes \(ids.joined(separator: ", ")); "
                    + "batch, channel, y, x can be run")
        }
    }

    /// From the scales of the axes, for packages of others.
    private static func magnification(of package: ModelPackage) throws(NetworkError) -> Int {
        var factors: Set<Double> = []
        for output in package.outputs {
            for id in ["y", "x"] {
                guard let axis = output.axis(id), case .reference(_, let other, 0) = axis.size,
                    let source = package.inputs[0].axis(other), other == id
                else { continue }
                factors.insert(source.scale / axis.scale)
            }
        }
        guard factors.count <= 1, let factor = Int(exactly: factors.first ?? 1), factor >= 1 else {
            throw NetworkError(
                package.name, "gives images smaller than its input, or of several sizes")
        }
        return factor
    }

    private static func multiple(
        of input: TensorDescription, _ name: String
    ) throws(NetworkError) -> Int {
        switch input.axis("y")?.size {
        case .stepped(let minimum, let step):
            return max(minimum % max(step, 1) == 0 ? step : minimum, 1)
        case .fixed(let size): return size
        default:
            throw NetworkError(name, "\(input.id) does not say which sizes it takes")
        }
    }
}
