import Glibc

/// Random numbers of the sensor, drawn by table: a few nanoseconds each.
struct NoiseTables: ~Copyable {
    static let normalBits: UInt64 = 12
    static let poissonBits: UInt64 = 10
    /// Means up to here are drawn exactly; above, the normal form with its skew is as good.
    static let highestMean: Float = 20
    private static let stepsPerElectron = 8
    /// Marks a bin of uniforms in which the drawn number changes.
    private static let mixed: UInt8 = 255

    private let normals: UnsafeMutablePointer<Float>
    private let counts: UnsafeMutablePointer<UInt8>
    private static let meanCount = 20 * stepsPerElectron + 3

    init() {
        let size = 1 << Int(Self.normalBits)
        normals = .allocate(capacity: size)
        counts = .allocate(capacity: Self.meanCount << Int(Self.poissonBits))
        normals.initialize(repeating: 0, count: size)
        counts.initialize(repeating: 0, count: Self.meanCount << Int(Self.poissonBits))
        fillNormals(size)
        for index in 0..<Self.meanCount { fillCounts(index) }
    }

    deinit {
        normals.deallocate()
        counts.deallocate()
    }

    /// Normal, mean 0 and variance 1, from the low bits of `word`.
    @inline(__always)
    func normal(_ word: UInt64) -> Float {
        normals[Int(word & (1 << Self.normalBits - 1))]
    }

    /// Poisson with `mean`; `word` gives 42 random bits.
    @inline(__always)
    func poisson(_ mean: Float, _ word: UInt64) -> Float {
        if mean > Self.highestMean {
            let shot = normal(word)
            return max(mean + mean.squareRoot() * shot + (shot * shot - 1) * (1.0 / 6), 0)
        }
        // Between two means of the table, either is taken with the right chance: the mean is exact.
        let coin = Float(word & 0xFFFF) * 0x1p-16
        let index = max(floorIndex(mean * Float(Self.stepsPerElectron) + coin), 0)
        let bin = Int(word >> 16 & (1 << Self.poissonBits - 1))
        let count = counts[index << Int(Self.poissonBits) + bin]
        return count == Self.mixed ? invert(index, bin, word >> 26) : Float(count)
    }

    /// Exact inversion for the few bins that hold a step.
    private func invert(_ index: Int, _ bin: Int, _ word: UInt64) -> Float {
        let part = (Double(word & 0xFFFF) + 0.5) * 0x1p-16
        let uniform = (Double(bin) + part) / Double(1 << Self.poissonBits)
        let mean = Double(index) / Double(Self.stepsPerElectron)
        var chance = exp(-mean)
        var sum = chance
        var count = 0.0
        while uniform > sum, count < 200 {
            count += 1
            chance *= mean / count
            sum += chance
        }
        return Float(count)
    }

    private func fillCounts(_ index: Int) {
        let mean = Double(index) / Double(Self.stepsPerElectron)
        let bins = 1 << Int(Self.poissonBits)
        var chance = exp(-mean)
        var sum = chance
        var count = 0
        for bin in 0..<bins {
            let start = Double(bin) / Double(bins)
            let end = Double(bin + 1) / Double(bins)
            while start >= sum, count < 200 {
                count += 1
                chance *= mean / Double(count)
                sum += chance
            }
            counts[index << Int(Self.poissonBits) + bin] = end <= sum ? UInt8(count) : Self.mixed
        }
    }

    /// Quantiles at the middles of equal shares, scaled to a variance of exactly 1.
    private func fillNormals(_ size: Int) {
        var squares = 0.0
        for index in 0..<(size / 2) {
            let value = Self.quantile((Double(index) + 0.5) / Double(size))
            normals[index] = Float(value)
            normals[size - 1 - index] = Float(-value)
            squares += 2 * value * value
        }
        let scale = Float((Double(size) / squares).squareRoot())
        for index in 0..<size { normals[index] *= scale }
    }

    /// The normal deviate below which `share` of all lie, by bisection.
    private static func quantile(_ share: Double) -> Double {
        var low = -7.0
        var high = 7.0
        for _ in 0..<48 {
            let middle = (low + high) / 2
            if 0.5 * erfc(-middle / 2.0.squareRoot()) < share {
                low = middle
            } else {
                high = middle
            }
        }
        return (low + high) / 2
    }
}
