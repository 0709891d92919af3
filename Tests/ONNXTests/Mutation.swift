/// Damages files in ways that keep much of their structure, the same for the same seed.
struct Mutation {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// One to four damages to `bytes`, some of them with parts of `other`.
    mutating func damage(_ bytes: [UInt8], with other: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...index(below: 4) where !bytes.isEmpty { damageOnce(&bytes, with: other) }
        return bytes
    }

    private mutating func damageOnce(_ bytes: inout [UInt8], with other: [UInt8]) {
        let place = index(below: bytes.count)
        let end = min(bytes.count, place + 1 + index(below: 32))
        switch index(below: 7) {
        case 0: bytes[place] ^= 1 << UInt8(index(below: 8))
        case 1: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF][index(below: 5)]
        case 2: bytes.removeLast(bytes.count - place)
        case 3: bytes.removeSubrange(place..<end)
        case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 5:
            let start = index(below: other.count)
            let part = other[start..<min(other.count, start + 1 + index(below: 200))]
            bytes.replaceSubrange(place..<end, with: part)
        default:
            // Where a length or a number stood, one of any size up to the largest.
            bytes.replaceSubrange(place...place, with: varint(next() >> UInt64(index(below: 64))))
        }
    }

    private func varint(_ value: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    mutating func index(below count: Int) -> Int {
        Int(next() % UInt64(count))
    }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
