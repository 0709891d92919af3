/// A small seeded random source: one word of state, the same numbers on every machine.
///
/// - Source: Steele, Lea & Flood, "Fast splittable pseudorandom number generators", 2014.
struct SplitMix64: RandomNumberGenerator, Sendable, Equatable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A stream of its own for `part` of whatever `seed` describes.
    init(seed: UInt64, part: UInt64) {
        var mixer = SplitMix64(seed: seed ^ (part &* 0xD1B5_4A32_D192_ED03))
        state = mixer.next() ^ part
    }

    @inline(__always)
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// Uniform in 0..<1.
    @inline(__always)
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Uniform in `range`.
    @inline(__always)
    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// Nearly normal, mean 0 and variance 1: the sum of four uniforms, so within ±3.5.
    ///
    /// Cheap enough for every cell on every tick; use ``gaussian()`` where tails matter.
    @inline(__always)
    mutating func jitter() -> Double {
        let word = next()
        let sum = (word & 0xFFFF) + (word >> 16 & 0xFFFF) + (word >> 32 & 0xFFFF) + (word >> 48)
        return (Double(sum) * 0x1p-16 - 1.999_969_482_421_875) * 1.732_050_807_568_877_2
    }
}
