/// The hash by which two runs, plans or packages are told apart.
///
/// - Source: FIPS 180-4, sections 4.1.2, 5.1.1 and 6.2.
package struct SHA256Digest {
    private var state: [UInt32]
    private var schedule = [UInt32](repeating: 0, count: 64)

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = primes(64).map { fraction(of: $0, root: 3) }
    /// The same of the square roots of the first 8 primes.
    private static let start: [UInt32] = primes(8).map { fraction(of: $0, root: 2) }

    /// The digest of `bytes` in lower-case hexadecimal.
    package static func hexadecimal(of bytes: [UInt8]) -> String {
        var digest = SHA256Digest(state: start)
        let bitCount = UInt64(bytes.count) * 8
        let paddingCount = 63 - (bytes.count + 8) % 64
        var rest = Array(bytes[(bytes.count - bytes.count % 64)...]) + [0x80]
        rest += [UInt8](repeating: 0, count: paddingCount)
        rest += (0..<8).map { UInt8(truncatingIfNeeded: bitCount >> UInt64(56 - 8 * $0)) }
        for block in stride(from: 0, to: bytes.count - bytes.count % 64, by: 64) {
            digest.mix(bytes[block..<block + 64])
        }
        for block in stride(from: 0, to: rest.count, by: 64) {
            digest.mix(rest[block..<block + 64])
        }
        return digest.state.map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 8 - text.count) + text
        }.joined()
    }

    private init(state: [UInt32]) { self.state = state }

    private mutating func mix(_ block: ArraySlice<UInt8>) {
        for index in 0..<16 {
            let first = block.startIndex + 4 * index
            schedule[index] = block[first..<first + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<64 {
            let (early, late) = (schedule[index - 15], schedule[index - 2])
            let low = Self.rotated(early, 7) ^ Self.rotated(early, 18) ^ early >> 3
            let high = Self.rotated(late, 17) ^ Self.rotated(late, 19) ^ late >> 10
            schedule[index] = schedule[index - 16] &+ low &+ schedule[index - 7] &+ high
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for index in 0..<64 {
            let choice = e & f ^ ~e & g
            let majority = a & b ^ a & c ^ b & c
            let first =
                h &+ (Self.rotated(e, 6) ^ Self.rotated(e, 11) ^ Self.rotated(e, 25))
                &+ choice &+ Self.constants[index] &+ schedule[index]
            let second =
                (Self.rotated(a, 2) ^ Self.rotated(a, 13) ^ Self.rotated(a, 22)) &+ majority
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ second)
        }
        for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }

    private static func primes(_ count: Int) -> [UInt64] {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < count {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }

    /// The first 32 bits of the fractional part of a root, in whole numbers, so that no
    /// machine's mathematics can differ: the largest `r` with `r^root <= number * 2^(32 root)`.
    private static func fraction(of number: UInt64, root: Int) -> UInt32 {
        let target = UInt128(number) << UInt128(32 * root)
        var low: UInt128 = 0
        var high: UInt128 = 1 << 37
        while high - low > 1 {
            let middle = (low + high) / 2
            let power = (0..<root).reduce(UInt128(1)) { product, _ in product * middle }
            if power <= target { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }
}
