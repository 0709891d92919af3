/// Many values by their rank: counted in bins of equal width, so that only those of one bin have to
/// be put in order.
struct ValueBins {
    private let values: [Float]
    private let least: Float
    private let binsPerUnit: Float
    private var counts = [Int32](repeating: 0, count: ValueBins.count)
    private static let count = 4096

    /// `nil` where there are too few values to be worth it, or they have no finite range.
    init?(_ values: [Float]) {
        guard values.count >= 1 << 14, values.count <= Int(Int32.max) else { return nil }
        let (least, largest) = Self.range(of: values)
        let binsPerUnit = Float(Self.count - 1) / (largest - least)
        guard binsPerUnit.isNormal else { return nil }
        self.values = values
        self.least = least
        self.binsPerUnit = binsPerUnit
        counts.withUnsafeMutableBufferPointer { counts in
            values.withUnsafeBufferPointer { values in
                for value in values {
                    counts[Self.bin(of: value, least, binsPerUnit)] &+= 1
                }
            }
        }
    }

    /// The value that would stand at `rank` if all were sorted, and the next one; the last has
    /// itself for a next one.
    func pair(at rank: Int) -> (value: Float, next: Float) {
        var (bin, before) = (0, 0)
        while before + Int(counts[bin]) <= rank {
            before += Int(counts[bin])
            bin += 1
        }
        var inside = content(of: bin)
        let (value, next) = Selection.pair(&inside, rank: rank - before)
        guard rank - before == inside.count - 1,
            let higher = counts[(bin + 1)...].firstIndex(where: { $0 > 0 })
        else { return (value, next) }
        return (value, content(of: higher).reduce(.infinity) { $0 < $1 ? $0 : $1 })
    }

    private func content(of bin: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: Int(counts[bin])) { content, count in
            values.withUnsafeBufferPointer { values in
                for value in values where Self.bin(of: value, least, binsPerUnit) == bin {
                    content[count] = value
                    count += 1
                }
            }
        }
    }

    /// Never lower for a larger value.
    @inline(__always)
    private static func bin(of value: Float, _ least: Float, _ binsPerUnit: Float) -> Int {
        // Added to 2^23, a number below 2^23 is rounded into the last bits.
        Int(((value - least) * binsPerUnit + 0x1p23).bitPattern & 0x7F_FFFF)
    }

    private static func range(of values: [Float]) -> (least: Float, largest: Float) {
        var least = SIMD8<Float>(repeating: .infinity)
        var largest = -least
        values.withUnsafeBufferPointer { values in
            for start in stride(from: 0, to: values.count, by: 8) {
                // The last eight may hold some of those before them.
                let start = min(start, values.count - 8)
                var eight = SIMD8<Float>()
                for place in 0..<8 { eight[place] = values[start + place] }
                least.replace(with: eight, where: eight .< least)
                largest.replace(with: eight, where: eight .> largest)
            }
        }
        return (least.min(), largest.max())
    }
}
