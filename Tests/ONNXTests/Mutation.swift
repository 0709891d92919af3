/// Damages files in ways that keep much of their structure, the same for the same seed.
struct Mutation {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// One to three damages to `bytes`, some of them with parts of `other`.
    mutating func damage(_ bytes: [UInt8], with other: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let donor = WireField.fields(of: other) ?? []
        for _ in 0..<(1 + index(below: 3) * index(below: 2)) where !bytes.isEmpty {
            if index(below: 3) == 0 {
                damageOnce(&bytes, with: other)
            } else {
                bytes = damageFields(of: bytes, with: donor)
            }
        }
        return bytes
    }

    /// Damages one field, at any depth, and puts the lengths around it right.
    private mutating func damageFields(of bytes: [UInt8], with donor: [WireField]) -> [UInt8] {
        guard var fields = WireField.fields(of: bytes), !fields.isEmpty else {
            var bytes = bytes
            if !bytes.isEmpty { damageOnce(&bytes, with: bytes) }
            return bytes
        }
        let place = index(below: fields.count)
        let isDeeper = fields[place].wireType == 2 && index(below: 5) > 0
        switch isDeeper ? 0 : 1 + index(below: 5) {
        case 0:
            let inner = donor.isEmpty ? donor : donor[index(below: donor.count)].inner
            fields[place].content = damageFields(of: fields[place].content, with: inner)
        case 1: fields.remove(at: place)
        case 2: fields.append(fields[place])
        case 3: fields.swapAt(place, index(below: fields.count))
        case 4 where !donor.isEmpty: fields[place] = donor[index(below: donor.count)]
        default:
            let number = WireField.varint(next() >> UInt64(index(below: 64)))
            fields[place].content = number
            fields[place].wireType = fields[place].wireType == 0 ? 0 : 2
        }
        return fields.flatMap(\.bytes)
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
            bytes.replaceSubrange(
                place...place, with: WireField.varint(next() >> UInt64(index(below: 64))))
        }
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
