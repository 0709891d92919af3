/// Medians over squares of 3 × 3 or 5 × 5 pixels, the image mirrored beyond its border.
///
/// - Source: same border as SciPy's `median_filter`. The middle is found by forgetting the
///   smallest and the largest of a growing group, for a strip of pixels at once.
package struct MedianFilter: Sendable {
    package enum Size: Int, Sendable, CaseIterable {
        case three = 3
        case five = 5
    }

    /// Pixels of a row that are worked on together: short enough for the nearest cache.
    private static let strip = 64
    private let side: Int

    package init(_ size: Size) { side = size.rawValue }

    /// - Parameter image: No pixel is NaN.
    package func apply(to image: FloatImage) -> FloatImage {
        guard !image.pixels.isEmpty else { return image }
        let reach = side / 2
        let padded = image.padded(by: reach) { Border.doubled($0, count: $1) }
        var result = image
        padded.pixels.withUnsafeBufferPointer { source in
            result.pixels.withUnsafeMutableBufferPointer { target in
                guard let source = source.baseAddress, let target = target.baseAddress else {
                    return
                }
                for row in 0..<image.height {
                    filterRow(
                        source + row * padded.width, stride: padded.width,
                        into: target + row * image.width, count: image.width)
                }
            }
        }
        return result
    }

    private func filterRow(
        _ source: UnsafePointer<Float>, stride: Int, into target: UnsafeMutablePointer<Float>,
        count: Int
    ) {
        let total = side * side
        withUnsafeTemporaryAllocation(of: Float.self, capacity: total * Self.strip) { lanes in
            guard let lanes = lanes.baseAddress else { return }
            var first = 0
            while first < count {
                let width = min(Self.strip, count - first)
                for row in 0..<side {
                    for column in 0..<side {
                        (lanes + (row * side + column) * Self.strip).update(
                            from: source + row * stride + first + column, count: width)
                    }
                }
                let median = middle(of: lanes, total: total)
                (target + first).update(from: median, count: width)
                first += width
            }
        }
    }

    /// Of a group one larger than half, neither end can be the middle: forget both, take one more.
    private func middle(of lanes: UnsafeMutablePointer<Float>, total: Int) -> UnsafePointer<Float> {
        var first = 0
        let last = total / 2 + 1
        var next = last + 1
        while true {
            // Pairs first: then the smallest is in the first half and the largest in the second.
            let half = (last - first + 2) / 2
            for index in 0..<((last - first + 1) / 2) {
                order(lanes, first + index, last - index)
            }
            for index in 1..<half {
                order(lanes, first, first + index)
                order(lanes, last - index, last)
            }
            // The smallest stands first, the largest last.
            first += 1
            guard next < total else { break }
            (lanes + last * Self.strip).update(from: lanes + next * Self.strip, count: Self.strip)
            next += 1
        }
        return UnsafePointer(lanes + first * Self.strip)
    }

    /// Puts the smaller of two into the first place, in each lane.
    private func order(_ lanes: UnsafeMutablePointer<Float>, _ first: Int, _ second: Int) {
        let low = UnsafeMutableRawPointer(lanes + first * Self.strip)
        let high = UnsafeMutableRawPointer(lanes + second * Self.strip)
        let step = MemoryLayout<SIMD8<Float>>.stride
        for byte in stride(from: 0, to: Self.strip * MemoryLayout<Float>.stride, by: step) {
            let a = low.loadUnaligned(fromByteOffset: byte, as: SIMD8<Float>.self)
            let b = high.loadUnaligned(fromByteOffset: byte, as: SIMD8<Float>.self)
            let isSwapped = b .< a
            low.storeBytes(
                of: a.replacing(with: b, where: isSwapped), toByteOffset: byte,
                as: SIMD8<Float>.self)
            high.storeBytes(
                of: b.replacing(with: a, where: isSwapped), toByteOffset: byte,
                as: SIMD8<Float>.self)
        }
    }
}
