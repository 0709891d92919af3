/// CRC-32 as in zlib, gzip and PNG, three stretches at a time, eight bytes at a time.
///
/// - Source: polynomial 0xEDB88320 (ISO 3309); Kounavis & Berry, "A systematic approach to building
///   high performance, software-based, CRC generators", ISCC 2005 (slicing by 8).
package enum CRC32 {
    private static let polynomial: UInt32 = 0xEDB8_8320
    /// Below this, what it costs to join three stretches is not worth it.
    private static let smallestStretch = 1024

    /// Table `slice` maps a byte to its effect on the remainder `slice` bytes later.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var remainder = UInt32(byte)
            for _ in 0..<8 { remainder = timesX(remainder) }
            tables[byte] = remainder
        }
        for index in 256..<tables.count {
            let previous = tables[index - 256]
            tables[index] = previous >> 8 ^ tables[Int(previous & 0xFF)]
        }
        return tables
    }()

    /// The checksum of `bytes`.
    ///
    /// - Complexity: One pass, no allocation.
    package static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            guard let table = tables.baseAddress, let start = bytes.baseAddress else { return 0 }
            var remainder: UInt32 = 0xFFFF_FFFF
            var offset = 0
            let stretch = bytes.count / 24 * 8
            if stretch >= smallestStretch {
                remainder = threeStretches(remainder, start, stretch, table)
                offset = 3 * stretch
            }
            while offset &+ 8 <= bytes.count {
                remainder = step(remainder, start + offset, table)
                offset &+= 8
            }
            while offset < bytes.count {
                let byte = start.load(fromByteOffset: offset, as: UInt8.self)
                remainder = remainder >> 8 ^ table[Int(UInt8(truncatingIfNeeded: remainder) ^ byte)]
                offset &+= 1
            }
            return ~remainder
        }
    }

    /// Each step waits for its own look-ups, so three of them side by side keep the processor busy.
    private static func threeStretches(
        _ remainder: UInt32, _ start: UnsafeRawPointer, _ stretch: Int,
        _ table: UnsafePointer<UInt32>
    ) -> UInt32 {
        var (first, second, third): (UInt32, UInt32, UInt32) = (remainder, 0, 0)
        var place = start
        let end = start + stretch
        while place < end {
            first = step(first, place, table)
            second = step(second, place + stretch, table)
            third = step(third, place + 2 &* stretch, table)
            place += 8
        }
        // A remainder moves over `stretch` bytes as if they were zero; the rest is linear.
        let move = power(8 * stretch)
        return multiply(multiply(first, move) ^ second, move) ^ third
    }

    @inline(__always)
    private static func step(
        _ remainder: UInt32, _ place: UnsafeRawPointer, _ table: UnsafePointer<UInt32>
    ) -> UInt32 {
        let word =
            UInt64(littleEndian: place.loadUnaligned(as: UInt64.self)) ^ UInt64(remainder)
        let far =
            table[1792 &+ Int(word & 0xFF)] ^ table[1536 &+ Int(word >> 8 & 0xFF)]
            ^ table[1280 &+ Int(word >> 16 & 0xFF)] ^ table[1024 &+ Int(word >> 24 & 0xFF)]
        let near =
            table[768 &+ Int(word >> 32 & 0xFF)] ^ table[512 &+ Int(word >> 40 & 0xFF)]
            ^ table[256 &+ Int(word >> 48 & 0xFF)] ^ table[Int(word >> 56)]
        return far ^ near
    }

    private static func timesX(_ value: UInt32) -> UInt32 {
        value & 1 == 0 ? value >> 1 : value >> 1 ^ polynomial
    }

    /// The product of two polynomials, modulo ours; the highest bit stands for 1.
    private static func multiply(_ a: UInt32, _ b: UInt32) -> UInt32 {
        var product: UInt32 = 0
        var shifted = b
        for bit in (0..<32).reversed() {
            if a >> UInt32(bit) & 1 == 1 { product ^= shifted }
            shifted = timesX(shifted)
        }
        return product
    }

    /// `x` to the `exponent`, modulo the polynomial.
    private static func power(_ exponent: Int) -> UInt32 {
        var result: UInt32 = 1 << 31
        var square: UInt32 = 1 << 30
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = multiply(result, square) }
            square = multiply(square, square)
            rest >>= 1
        }
        return result
    }
}
