/// Runs a network of images on images of any size: padded by a mirror, in tiles where they are
/// large, without a seam.
///
/// What is made ready for one size and number of threads is kept. Belongs to one task at a time.
package final class ImagePredictor {
    /// What a network's build tells about sizes.
    package struct Geometry: Sendable, Hashable {
        /// Sides of an input are multiples of this.
        package var multiple: Int
        /// How far a pixel of the input can matter, pixels; `nil` where unknown: never tiled.
        package var reach: Int?
        /// How much larger an output is than its input.
        package var magnification: Int

        package init(multiple: Int, reach: Int?, magnification: Int = 1) {
            self.multiple = multiple
            self.reach = reach
            self.magnification = magnification
        }

        package init(_ shape: ImageNetwork) {
            self.init(
                multiple: shape.multiple, reach: shape.reach, magnification: shape.magnification)
        }
    }

    /// Longest side in pixels that is run as a whole, where nobody says otherwise: a frame of any
    /// common camera.
    package static let largestTile = 2304

    /// A network that has company on some frames and none on others is made ready for both.
    private static let mostPlans = 2

    private let network: Network
    private let geometry: Geometry
    private let largestTile: Int
    private let method: ConvolutionMethod
    /// The youngest last.
    private var plans: [InferencePlan] = []
    /// Of the last run, where they were asked for and the network has any.
    package private(set) var features: FeatureTable?

    /// - Parameters:
    ///   - largestTile: Longest side in pixels that is run as a whole.
    ///   - poolsFeatures: Whether each run leaves ``features``.
    ///   - method: By the quickest images that are run as a whole come out sooner, and rounded more.
    package init(
        _ network: Network, _ geometry: Geometry, largestTile: Int = ImagePredictor.largestTile,
        poolsFeatures: Bool = false, method: ConvolutionMethod = .direct
    ) throws(NetworkError) {
        let pooled =
            poolsFeatures
            ? try FeaturePooling.network(network, multiple: geometry.multiple) : nil
        self.network = (pooled ?? network).withEndsParted()
        self.geometry = geometry
        self.method = method
        // Tiles start at multiples, and hold more than their overlaps.
        let least = (geometry.reach ?? 0) * 2 + 2 * geometry.multiple
        self.largestTile =
            (max(largestTile, least) + geometry.multiple - 1) / geometry.multiple
            * geometry.multiple
    }

    /// Runs the network.
    ///
    /// - Parameter planes: The channels of the input, of one size.
    /// - Returns: The channels of each output by its name.
    package func run(_ planes: [FloatImage]) throws(NetworkError) -> [String: [FloatImage]] {
        guard let first = planes.first, first.width > 0, first.height > 0 else {
            throw NetworkError("prediction", "there is no image")
        }
        for plane in planes where plane.width != first.width || plane.height != first.height {
            throw NetworkError(
                "prediction",
                "the channels have different sizes: \(first.width) × \(first.height) and "
                    + "\(plane.width) × \(plane.height)")
        }
        features = nil
        guard let reach = geometry.reach, max(first.width, first.height) > largestTile else {
            return try whole(planes, method)
        }
        return try tiled(planes, overlap: (reach + geometry.multiple - 1))
    }

    private func tiled(
        _ planes: [FloatImage], overlap: Int
    ) throws(NetworkError) -> [String: [FloatImage]] {
        let (width, height) = (planes[0].width, planes[0].height)
        let tiles = TilePlan(
            width: width, height: height, tile: largestTile, overlap: overlap,
            multiple: geometry.multiple
        ).tiles
        let factor = geometry.magnification
        var results: [String: [FloatImage]] = [:]
        for tile in tiles {
            let part = try whole(planes.map(tile.cut), .direct)
            let target = tile.magnified(factor)
            for (name, channels) in part {
                var images =
                    results[name]
                    ?? channels.map { _ in
                        FloatImage(width: width * factor, height: height * factor)
                    }
                // Out of the dictionary, so that the pixels are not copied for each tile.
                results[name] = nil
                for channel in channels.indices {
                    target.paste(channels[channel], into: &images[channel])
                }
                results[name] = images
            }
        }
        return results
    }

    private func whole(
        _ planes: [FloatImage], _ method: ConvolutionMethod
    ) throws(NetworkError) -> [String: [FloatImage]] {
        let padded = planes.map { $0.padded(toMultipleOf: geometry.multiple) }
        let shape = TensorShape(
            channels: planes.count, height: padded[0].height, width: padded[0].width)
        let plan = try ready(for: shape, method)
        let factor = geometry.magnification
        var pooled: FeatureTable?
        var results: [String: [FloatImage]] = [:]
        plan.run { _, numbers in
            for (channel, plane) in padded.enumerated() {
                plane.pixels.withUnsafeBufferPointer { pixels in
                    guard padded.count > 1 else { return _ = numbers.update(from: pixels) }
                    var place = channel
                    for pixel in pixels {
                        numbers[place] = pixel
                        place += padded.count
                    }
                }
            }
        } read: { name, shape, numbers in
            if let most = FeaturePooling.mostChannels(of: name) {
                let table = FeaturePooling.table(
                    numbers, shape, factor: padded[0].width / shape.width, most: most)
                pooled = pooled?.joined(with: table) ?? table
                return
            }
            results[name, default: []] += SideBySide.map(
                shape.channels, most: InferencePlan.threadCount
            ) { channel in
                FloatImage(
                    numbers, shape, channel: channel,
                    width: min(planes[0].width * factor, shape.width),
                    height: min(planes[0].height * factor, shape.height))
            }
        }
        if let pooled { features = features?.appending(pooled) ?? pooled }
        return results
    }

    private func ready(
        for shape: TensorShape, _ method: ConvolutionMethod
    ) throws(NetworkError) -> InferencePlan {
        let threadCount = InferencePlan.threadCount
        let ready = plans.first {
            $0.inputShapes == [shape] && $0.method == method && $0.threadCount == threadCount
        }
        if let ready { return ready }
        if plans.count == Self.mostPlans { plans.removeFirst() }
        let made = try InferencePlan(network, shapes: [shape], method: method)
        plans.append(made)
        return made
    }
}

extension FloatImage {
    /// The first columns and rows of one channel of numbers that have the channel fastest.
    init(
        _ numbers: UnsafeBufferPointer<Float>, _ shape: TensorShape, channel: Int, width: Int,
        height: Int
    ) {
        let pixels = [Float](unsafeUninitializedCapacity: height * width) { buffer, count in
            count = height * width
            guard shape.channels > 1 || width < shape.width else {
                _ = buffer.update(from: numbers[..<count])
                return
            }
            for y in 0..<height {
                var place = y * shape.width * shape.channels + channel
                for x in 0..<width {
                    buffer[y * width + x] = numbers[place]
                    place += shape.channels
                }
            }
        }
        self.init(width: width, height: height, pixels: pixels)
    }
}

extension Tile {
    /// The tile in an image that is `factor` times larger.
    func magnified(_ factor: Int) -> Tile {
        Tile(
            x: x * factor, y: y * factor, width: width * factor, height: height * factor,
            core: Core(
                x: core.x * factor, y: core.y * factor, width: core.width * factor,
                height: core.height * factor))
    }
}
