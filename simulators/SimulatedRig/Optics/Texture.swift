import Glibc

/// A square picture that repeats without a seam, sampled in µm.
final class Texture {
    static let side = 256
    /// Texture pixels per µm; one tile covers 64 µm.
    static let density: Float = 4
    let base: UnsafeMutablePointer<Float>

    init() {
        base = .allocate(capacity: Self.side * Self.side)
        base.initialize(repeating: 0, count: Self.side * Self.side)
    }

    deinit {
        base.deallocate()
    }

    /// The value at `(u, v)` µm, both above -256.
    @inline(__always)
    func sample(_ u: Float, _ v: Float) -> Float {
        let x = (u + 256) * Self.density
        let y = (v + 256) * Self.density
        let column = floorIndex(x)
        let row = floorIndex(y)
        let partX = x - Float(column)
        let partY = y - Float(row)
        let left = column & 255
        let right = (column + 1) & 255
        let top = base + (row & 255) << 8
        let bottom = base + ((row + 1) & 255) << 8
        let upper = top[left] + partX * (top[right] - top[left])
        let lower = bottom[left] + partX * (bottom[right] - bottom[left])
        return upper + partY * (lower - upper)
    }

    /// Adds a soft spot of `sigma` µm at `(x, y)` µm.
    func addSpot(x: Double, y: Double, sigma: Double, height: Double) {
        let density = Double(Self.density)
        let reach = Int((3 * sigma * density).rounded(.up))
        let centreX = x * density
        let centreY = y * density
        let width = 2 * sigma * sigma * density * density
        for row in (Int(centreY) - reach)...(Int(centreY) + reach + 1) {
            for column in (Int(centreX) - reach)...(Int(centreX) + reach + 1) {
                let dx = Double(column) - centreX
                let dy = Double(row) - centreY
                let value = height * exp(-(dx * dx + dy * dy) / width)
                base[(row & 255) << 8 + (column & 255)] += Float(value)
            }
        }
    }

    /// Shifts and scales to the given mean and standard deviation.
    func normalize(mean: Double, deviation: Double) {
        var sum = 0.0
        var squares = 0.0
        let count = Self.side * Self.side
        for index in 0..<count {
            sum += Double(base[index])
            squares += Double(base[index] * base[index])
        }
        let present = sum / Double(count)
        let spread = max(squares / Double(count) - present * present, 1e-12).squareRoot()
        for index in 0..<count {
            base[index] = Float(mean + (Double(base[index]) - present) * deviation / spread)
        }
    }

    /// Scales to a mean of 1 and takes negative values away.
    func normalizeToMeanOne() {
        let count = Self.side * Self.side
        var sum = 0.0
        for index in 0..<count {
            base[index] = max(base[index], 0)
            sum += Double(base[index])
        }
        let factor = Float(Double(count) / max(sum, 1e-9))
        for index in 0..<count { base[index] *= factor }
    }
}
