/// Weighted means along rows and columns with the same weights left and right.
///
/// Beyond the border the image is mirrored, its border pixels doubled.
struct SymmetricFilter: Sendable {
    /// The weight of the pixel itself, then of those one, two… pixels away.
    private let weights: [Float]

    init(weights: [Float]) {
        precondition(!weights.isEmpty, "a filter has a weight")
        self.weights = weights
    }

    func apply(to image: FloatImage) -> FloatImage {
        guard weights.count > 1, !image.pixels.isEmpty else { return image }
        var across = FloatImage(width: image.width, height: image.height)
        var result = across
        image.pixels.withUnsafeBufferPointer { source in
            across.pixels.withUnsafeMutableBufferPointer { target in
                filterRows(source, target, width: image.width, height: image.height)
            }
        }
        across.pixels.withUnsafeBufferPointer { source in
            result.pixels.withUnsafeMutableBufferPointer { target in
                filterColumns(source, target, width: image.width, height: image.height)
            }
        }
        return result
    }

    private func filterRows(
        _ source: UnsafeBufferPointer<Float>, _ target: UnsafeMutableBufferPointer<Float>,
        width: Int, height: Int
    ) {
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        let reach = weights.count - 1
        withUnsafeTemporaryAllocation(of: Float.self, capacity: width + 2 * reach) { line in
            guard let line = line.baseAddress else { return }
            for row in 0..<height {
                let start = source + row * width
                (line + reach).initialize(from: start, count: width)
                for place in 1...reach {
                    let left = start[Border.doubled(-place, count: width)]
                    let right = start[Border.doubled(width - 1 + place, count: width)]
                    (line + reach - place).initialize(to: left)
                    (line + reach + width - 1 + place).initialize(to: right)
                }
                let out = target + row * width
                scale(line + reach, into: out, by: weights[0], count: width)
                for place in 1...reach {
                    add(
                        line + reach - place, line + reach + place, into: out, by: weights[place],
                        count: width)
                }
            }
        }
    }

    private func filterColumns(
        _ source: UnsafeBufferPointer<Float>, _ target: UnsafeMutableBufferPointer<Float>,
        width: Int, height: Int
    ) {
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        for row in 0..<height {
            let out = target + row * width
            scale(source + row * width, into: out, by: weights[0], count: width)
            for place in 1..<weights.count {
                let above = Border.doubled(row - place, count: height)
                let below = Border.doubled(row + place, count: height)
                add(
                    source + above * width, source + below * width, into: out, by: weights[place],
                    count: width)
            }
        }
    }

    private func scale(
        _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, by weight: Float,
        count: Int
    ) {
        for index in 0..<count { target[index] = weight * source[index] }
    }

    private func add(
        _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>,
        into target: UnsafeMutablePointer<Float>, by weight: Float, count: Int
    ) {
        for index in 0..<count { target[index] += weight * (first[index] + second[index]) }
    }
}
