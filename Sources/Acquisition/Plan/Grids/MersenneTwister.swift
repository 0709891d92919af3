/// The random numbers that NumPy's `RandomState` draws for the same seed.
///
/// - Source: Matsumoto & Nishimura, ACM Trans. Model. Comput. Simul. 8 (1998) 3–30, MT19937.
struct MersenneTwister {
    private static let size = 624
    private var state: [UInt32]
    private var next = MersenneTwister.size

    init(seed: UInt32) {
        state = [seed]
        state.reserveCapacity(Self.size)
        for index in 1..<Self.size {
            let last = state[index - 1]
            state.append(1_812_433_253 &* (last ^ last >> 30) &+ UInt32(index))
        }
    }

    /// A number from 0 to below 1 with 53 random bits.
    mutating func uniform() -> Double {
        let high = Double(word() >> 5)
        let low = Double(word() >> 6)
        return (high * 67_108_864 + low) / 9_007_199_254_740_992
    }

    private mutating func word() -> UInt32 {
        if next == Self.size { refill() }
        var word = state[next]
        next += 1
        word ^= word >> 11
        word ^= word << 7 & 0x9D2C_5680
        word ^= word << 15 & 0xEFC6_0000
        return word ^ word >> 18
    }

    private mutating func refill() {
        for index in 0..<Self.size {
            let joined =
                state[index] & 0x8000_0000 | state[(index + 1) % Self.size] & 0x7FFF_FFFF
            let twist: UInt32 = joined & 1 == 0 ? 0 : 0x9908_B0DF
            state[index] = state[(index + 397) % Self.size] ^ joined >> 1 ^ twist
        }
        next = 0
    }
}
