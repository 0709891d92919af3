/// A hash that is the same on every machine and in every run.
///
/// - Source: FNV-1a, 64 bit, over whole words; mixed at the end as in SplitMix64, so that all bits
///   depend on all input.
struct StableHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    init(seed: UInt64 = 0) { combine(seed) }

    mutating func combine(_ word: UInt64) {
        state = (state ^ word) &* 0x0000_0100_0000_01B3
        state ^= state >> 29
    }

    /// Combines the text and its length, so that "a", "bc" differs from "ab", "c".
    mutating func combine(_ text: String) {
        var count: UInt64 = 0
        for byte in text.utf8 {
            combine(UInt64(byte))
            count += 1
        }
        combine(count)
    }

    mutating func combine(_ image: FloatImage) {
        combine(UInt64(image.width))
        combine(UInt64(image.height))
        image.pixels.withUnsafeBufferPointer { pixels in
            for pixel in pixels { combine(UInt64(pixel.bitPattern)) }
        }
    }

    var value: UInt64 {
        var generator = SplitMix64(seed: state)
        return generator.next()
    }
}
