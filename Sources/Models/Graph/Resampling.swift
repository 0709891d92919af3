/// How an image gets another size, as ONNX's Resize has it.
package struct Resampling: Sendable, Hashable {
    package enum Method: Sendable, Hashable {
        case nearest(Rounding)
        case linear
        /// - Source: Keys, IEEE Trans. Acoust. Speech Signal Process. 29 (1981) 1153-1160.
        case cubic(coefficient: Float)
    }

    package enum Rounding: Sendable, Hashable { case floor, ceiling, halfDown, halfUp }

    /// Where a pixel of the result lies in the source.
    package enum Position: Sendable, Hashable {
        /// Centres of pixels at halves.
        case half
        /// The same, but a single pixel lies at 0.
        case halfButSingle
        /// The first pixels' centres at one place.
        case asymmetric
        /// The first pixels' centres at one place, and the last ones'.
        case corners
    }

    package enum Size: Sendable, Hashable {
        case factors(height: Float, width: Float)
        case pixels(height: Int, width: Int)
        /// That of the layer's second input.
        case asOther
    }

    package var method: Method
    package var position: Position
    package var size: Size

    /// Height and width of the result.
    func result(of source: TensorShape, _ other: TensorShape?) -> Window.Pair {
        switch size {
        case .pixels(let height, let width): return Window.Pair(height, width)
        case .asOther: return Window.Pair(other?.height ?? 0, other?.width ?? 0)
        case .factors(let height, let width):
            // Both are bounded by the import; the product of a size and a factor fits.
            return Window.Pair(
                Int(Float(source.height) * height), Int(Float(source.width) * width))
        }
    }

    /// For each pixel of a row of `count` from one of `size`: places in the source and weights.
    func taps(_ size: Int, to count: Int, factor given: Float?) -> [[(place: Int, weight: Float)]] {
        let factor = given.map(Double.init) ?? Double(count) / Double(size)
        return (0..<count).map { index in
            let place = source(Double(index), size, count, factor)
            switch method {
            case .nearest(let rounding):
                return [(Self.clamped(rounded(place, rounding), size), 1)]
            case .linear:
                let inside = min(max(place, 0), Double(size - 1))
                let low = Int(inside.rounded(.down))
                let share = Float(inside - Double(low))
                return [(low, 1 - share), (min(low + 1, size - 1), share)]
            case .cubic(let coefficient):
                let low = Int(place.rounded(.down))
                return (-1...2).map { step in
                    let distance = abs(place - Double(low + step))
                    return (
                        Self.clamped(low + step, size),
                        Float(Self.cubic(distance, Double(coefficient)))
                    )
                }
            }
        }
    }

    private func source(_ index: Double, _ size: Int, _ count: Int, _ factor: Double) -> Double {
        switch position {
        case .half: return (index + 0.5) / factor - 0.5
        case .halfButSingle: return count == 1 ? 0 : (index + 0.5) / factor - 0.5
        case .asymmetric: return index / factor
        case .corners: return count == 1 ? 0 : index * Double(size - 1) / Double(count - 1)
        }
    }

    private func rounded(_ place: Double, _ rounding: Rounding) -> Int {
        switch rounding {
        case .floor: Int(place.rounded(.down))
        case .ceiling: Int(place.rounded(.up))
        case .halfDown: Int((place - 0.5).rounded(.up))
        case .halfUp: Int((place + 0.5).rounded(.down))
        }
    }

    private static func clamped(_ place: Int, _ size: Int) -> Int { min(max(place, 0), size - 1) }

    private static func cubic(_ distance: Double, _ a: Double) -> Double {
        let d = distance
        if d <= 1 { return ((a + 2) * d - (a + 3)) * d * d + 1 }
        return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0
    }
}
