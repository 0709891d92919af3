import Glibc

/// Outlines of spread cells, and the flat shape that a cell makes of two of them.
///
/// An outline is a radius by angle that fills about the unit circle; a cell stretches it to its
/// length and width. Mixing radii, not pictures, keeps one sharp edge while a cell changes shape.
final class OutlineSet {
    static let count = 8
    private static let steps = 256
    private static let side = 112
    /// Half the width of a shape's picture, in units of the cell's half axes.
    static let reach: Float = 1.45

    private let edges: UnsafeMutablePointer<Float>
    private let mixed: UnsafeMutablePointer<Float>
    private let cosines = (0..<steps).map { cosf(2 * .pi * Float($0) / Float(steps)) }
    /// Angle (in steps) and distance of every pixel of the picture.
    private let angles = Plane(width: side, height: side)
    private let distances = Plane(width: side, height: side)
    private let picture: UnsafeMutablePointer<Float>
    /// Half the size of the shape drawn last, in half axes of the cell.
    private(set) var extent: (u: Float, v: Float) = (reach, reach)

    init(seed: UInt64) {
        edges = .allocate(capacity: 2 * Self.count * Self.steps)
        mixed = .allocate(capacity: Self.steps + 1)
        mixed.initialize(repeating: 1, count: Self.steps + 1)
        picture = .allocate(capacity: Self.side * Self.side)
        picture.initialize(repeating: 0, count: Self.side * Self.side)
        var random = SplitMix64(seed: seed, part: 0x0071)
        for shape in 0..<(2 * Self.count) {
            let edge = shape < Self.count ? Self.polygon(&random) : Self.spindle(&random)
            for step in 0..<Self.steps {
                (edges + shape * Self.steps + step).initialize(to: Float(edge[step]))
            }
        }
        for row in 0..<Self.side {
            for column in 0..<Self.side {
                let scale = 2 * Double(Self.reach) / Double(Self.side - 1)
                let x = Double(column) * scale - Double(Self.reach)
                let y = Double(row) * scale - Double(Self.reach)
                let turn = (atan2(y, x) / (2 * .pi) + 1) * Double(Self.steps)
                angles.row(row)[column] = Float(turn.truncatingRemainder(dividingBy: 256))
                distances.row(row)[column] = Float((x * x + y * y).squareRoot())
            }
        }
    }

    deinit {
        edges.deallocate()
        mixed.deallocate()
        picture.deallocate()
    }

    /// Draws the shape of `pose` for ``sample(_:_:)``: thickness from 0 outside to 1 in the middle.
    func draw(_ pose: CellPose) {
        let family = pose.isSpindle ? Self.count : 0
        let first = edges + (family + pose.firstOutline % Self.count) * Self.steps
        let second = edges + (family + pose.secondOutline % Self.count) * Self.steps
        extent = (0, 0)
        for step in 0..<Self.steps {
            let radius = first[step] + pose.outlineBlend * (second[step] - first[step])
            extent.u = max(extent.u, radius * abs(cosines[step]))
            extent.v = max(extent.v, radius * abs(cosines[(step + Self.steps / 4) % Self.steps]))
            // The inverse radius, so that the pixels only multiply.
            mixed[step] = 1 / radius
        }
        mixed[Self.steps] = mixed[0]
        let angle = angles.base
        let distance = distances.base
        for index in 0..<(Self.side * Self.side) {
            let turn = angle[index]
            let step = max(floorIndex(turn), 0)
            let edge = mixed[step] + (turn - Float(step)) * (mixed[step + 1] - mixed[step])
            picture[index] = Self.thickness(distance[index] * edge)
        }
    }

    /// The drawn shape at `(a, b)` in half axes; 0 outside.
    @inline(__always)
    func sample(_ a: Float, _ b: Float) -> Float {
        let scale = Float(Self.side - 1) / (2 * Self.reach)
        let x = (a + Self.reach) * scale
        let y = (b + Self.reach) * scale
        guard x >= 0, y >= 0, x < Float(Self.side - 1), y < Float(Self.side - 1) else { return 0 }
        let column = max(floorIndex(x), 0)
        let row = max(floorIndex(y), 0)
        let partX = x - Float(column)
        let partY = y - Float(row)
        let top = picture + row * Self.side + column
        let bottom = top + Self.side
        let upper = top[0] + partX * (top[1] - top[0])
        let lower = bottom[0] + partX * (bottom[1] - bottom[0])
        return upper + partY * (lower - upper)
    }

    /// A flat lamella with a slightly thicker rim, rising to the middle.
    @inline(__always)
    private static func thickness(_ part: Float) -> Float {
        guard part < 1 else { return 0 }
        let rim = min((1 - part) * 14, 1)
        let away = (part - 0.92) * 14
        let ruffle = max(1 - away * away, 0)
        let rise = 1 - part * part
        return rim * (0.2 + 0.06 * ruffle * ruffle + 0.8 * rise * rise)
    }

    /// A rounded polygon with a few ruffles.
    private static func polygon(_ random: inout SplitMix64) -> [Double] {
        let waves = (2...8).map { order in
            (order, 0.24 / Double(order) * random.jitter(), random.uniform(0...(2 * .pi)))
        }
        return (0..<steps).map { step in
            let angle = Double(step) / Double(steps) * 2 * .pi
            let bumps = waves.reduce(0) { $0 + $1.1 * cos(Double($1.0) * angle + $1.2) }
            return min(max(0.98 + bumps, 0.65), 1.38)
        }
    }

    /// A broad leading edge, a thin tail, and now and then a side arm.
    private static func spindle(_ random: inout SplitMix64) -> [Double] {
        var arms = [
            (random.uniform(-0.4...0.4), random.uniform(0.35...0.8), random.uniform(0.45...0.65)),
            (
                .pi + random.uniform(-0.25...0.25), random.uniform(0.14...0.34),
                random.uniform(0.5...0.95)
            ),
        ]
        for _ in 0..<Int(random.next() % 3) {
            let side = random.unit() < 0.5 ? 1.6 : 4.7
            arms.append(
                (
                    side + random.uniform(-0.6...0.6), random.uniform(0.3...0.55),
                    random.uniform(0.15...0.4)
                ))
        }
        let waves = (3...9).map { order in
            (order, 0.09 / Double(order) * random.jitter(), random.uniform(0...(2 * .pi)))
        }
        return (0..<steps).map { step in
            let angle = Double(step) / Double(steps) * 2 * .pi
            var radius = 0.42 + waves.reduce(0) { $0 + $1.1 * cos(Double($1.0) * angle + $1.2) }
            for (place, width, length) in arms {
                let away = remainder(angle - place, 2 * .pi) / width
                radius += length * exp(-0.7 * away * away)
            }
            return min(max(radius, 0.25), 1.4)
        }
    }
}
