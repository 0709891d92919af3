import Glibc

/// Shapes of spread cells as seen from above: thickness from 0 outside to 1 in the middle.
///
/// A shape fills about the unit circle; a cell stretches it to its length and width.
final class OutlineSet {
    static let side = 112
    /// Half the width of a shape's picture, in units of the cell's half axes.
    static let reach: Float = 1.45
    static let count = 8
    private let base: UnsafeMutablePointer<Float>

    init(seed: UInt64) {
        let size = Self.side * Self.side
        base = .allocate(capacity: 2 * Self.count * size)
        base.initialize(repeating: 0, count: 2 * Self.count * size)
        var random = SplitMix64(seed: seed, part: 0x0071)
        for shape in 0..<(2 * Self.count) {
            let edge = shape < Self.count ? polygon(&random) : spindle(&random)
            draw(edge, into: base + shape * size)
        }
    }

    deinit {
        base.deallocate()
    }

    /// The picture of one shape.
    func picture(_ index: Int, isSpindle: Bool) -> UnsafeMutablePointer<Float> {
        base + (index % Self.count + (isSpindle ? Self.count : 0)) * Self.side * Self.side
    }

    /// Samples `picture` at `(a, b)` in half axes; 0 outside.
    @inline(__always)
    static func sample(_ picture: UnsafeMutablePointer<Float>, _ a: Float, _ b: Float) -> Float {
        let scale = Float(side - 1) / (2 * reach)
        let x = (a + reach) * scale
        let y = (b + reach) * scale
        guard x >= 0, y >= 0, x < Float(side - 1), y < Float(side - 1) else { return 0 }
        let column = Int(x)
        let row = Int(y)
        let partX = x - Float(column)
        let partY = y - Float(row)
        let top = picture + row * side + column
        let bottom = top + side
        let upper = top[0] + partX * (top[1] - top[0])
        let lower = bottom[0] + partX * (bottom[1] - bottom[0])
        return upper + partY * (lower - upper)
    }

    /// A rounded polygon with a few ruffles: radius by angle.
    private func polygon(_ random: inout SplitMix64) -> [Double] {
        let waves = (2...7).map { order in
            (order, 0.30 / Double(order) * random.jitter(), random.uniform(0...(2 * .pi)))
        }
        return (0..<256).map { step in
            let angle = Double(step) / 256 * 2 * .pi
            let bumps = waves.reduce(0) { $0 + $1.1 * cos(Double($1.0) * angle + $1.2) }
            return min(max(0.95 + bumps, 0.6), 1.38)
        }
    }

    /// Two long protrusions and sometimes a third, with concave sides between them.
    private func spindle(_ random: inout SplitMix64) -> [Double] {
        var arms = [
            (random.uniform(-0.25...0.25), random.uniform(0.16...0.3), random.uniform(0.75...1.0)),
            (
                .pi + random.uniform(-0.3...0.3), random.uniform(0.16...0.42),
                random.uniform(0.6...1.0)
            ),
        ]
        for _ in 0..<(random.unit() < 0.7 ? 2 : 1) {
            arms.append(
                (random.uniform(0.6...5.6), random.uniform(0.22...0.45), random.uniform(0.2...0.7)))
        }
        let wave = random.uniform(0...(2 * .pi))
        return (0..<256).map { step in
            let angle = Double(step) / 256 * 2 * .pi
            var radius = 0.36 + 0.04 * cos(3 * angle + wave) + 0.02 * cos(7 * angle - wave)
            for (place, width, length) in arms {
                let away = remainder(angle - place, 2 * .pi) / width
                radius += length / (1 + away * away * (1 + 0.5 * away * away))
            }
            return min(radius, 1.4)
        }
    }

    private func draw(_ edge: [Double], into picture: UnsafeMutablePointer<Float>) {
        for row in 0..<Self.side {
            for column in 0..<Self.side {
                let scale = 2 * Double(Self.reach) / Double(Self.side - 1)
                let x = Double(column) * scale - Double(Self.reach)
                let y = Double(row) * scale - Double(Self.reach)
                let distance = (x * x + y * y).squareRoot()
                let turn = (atan2(y, x) / (2 * .pi) + 1) * 256
                let step = Int(turn)
                let part = turn - Double(step)
                let radius = edge[step & 255] * (1 - part) + edge[(step + 1) & 255] * part
                picture[row * Self.side + column] = Float(thickness(distance / radius))
            }
        }
    }

    /// A flat lamella with a slightly thicker rim, rising to the middle.
    private func thickness(_ part: Double) -> Double {
        guard part < 1 else { return 0 }
        let rim = min((1 - part) / 0.07, 1)
        let ruffle = 0.07 * exp(-(part - 0.93) * (part - 0.93) / 0.002)
        let rise = 1 - part * part
        return rim * (0.2 + ruffle + 0.8 * rise * rise)
    }
}
