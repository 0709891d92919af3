/// Orders pixels by value.
enum FloatOrder {
    /// An integer that is larger where the value is; NaN counts as larger than all.
    @inline(__always)
    static func key(_ value: Float) -> UInt32 {
        let bits = value.bitPattern
        return bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
    }

    /// The places of the values above 0, the largest first; equal values in the order of places.
    ///
    /// - Complexity: Linear: three passes over 11 bits of the key each.
    static func positivePlacesDescending(_ values: [Float]) -> [Int32] {
        var items: [UInt64] = []
        items.reserveCapacity(values.count)
        for (place, value) in values.enumerated() where value > 0 {
            items.append(UInt64(~key(value)) << 32 | UInt64(place))
        }
        var sorted = items
        for shift in [32, 43, 54] as [UInt64] {
            distribute(items, into: &sorted, shift: shift)
            swap(&items, &sorted)
        }
        return items.map { Int32(truncatingIfNeeded: $0) }
    }

    private static func distribute(
        _ items: [UInt64], into sorted: inout [UInt64], shift: UInt64
    ) {
        var starts = [Int](repeating: 0, count: 2049)
        items.withUnsafeBufferPointer { items in
            starts.withUnsafeMutableBufferPointer { starts in
                sorted.withUnsafeMutableBufferPointer { sorted in
                    for item in items { starts[Int(item >> shift & 2047) + 1] += 1 }
                    for digit in 1..<starts.count { starts[digit] += starts[digit - 1] }
                    for item in items {
                        let digit = Int(item >> shift & 2047)
                        sorted[starts[digit]] = item
                        starts[digit] += 1
                    }
                }
            }
        }
    }
}
