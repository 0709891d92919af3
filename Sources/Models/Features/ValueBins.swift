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
        let parts = Self.shares(of: values) { values in
            var counts = [Int32](repeating: 0, count: Self.count)
            counts.withUnsafeMutableBufferPointer { counts in
                for value in values {
                    counts[Self.bin(of: value, least, binsPerUnit)] &+= 1
                }
            }
            return counts
        }
        for part in parts {
            for bin in counts.indices { counts[bin] &+= part[bin] }
        }
    }

    /// What `work` makes of each thread's share of the values.
    private static func shares<Part>(
        of values: [Float], _ work: (UnsafeBufferPointer<Float>) -> Part
    ) -> [Part] {
        let count = max(1, min(InferencePlan.threadCount, values.count >> 16))
        return values.withUnsafeBufferPointer { values in
            SideBySide.map(count, most: count) { share in
                let range = values.count * share / count..<values.count * (share + 1) / count
                return work(UnsafeBufferPointer(rebasing: values[range]))
            }
        }
    }

    /// For each rank the value that would stand there if all were sorted, and the next one; the last
    /// has itself for a next one.
    func pairs(at ranks: [Int]) -> [(value: Float, next: Float)] {
        let places = ranks.map(place)
        var contents = contents(of: places.flatMap { [$0.bin, $0.higher ?? $0.bin] })
        return places.map { place in
            let (value, next) = Selection.pair(
                &contents[place.bin, default: []], rank: place.rank)
            guard let higher = place.higher else { return (value, next) }
            return (value, contents[higher, default: []].reduce(.infinity) { $0 < $1 ? $0 : $1 })
        }
    }

    /// The bin of a rank, the rank in there, and where it is the last of its bin the one of the next
    /// value.
    private func place(of rank: Int) -> (bin: Int, rank: Int, higher: Int?) {
        var (bin, before) = (0, 0)
        while before + Int(counts[bin]) <= rank {
            before += Int(counts[bin])
            bin += 1
        }
        let isLast = rank - before == Int(counts[bin]) - 1
        let higher = isLast ? counts[(bin + 1)...].firstIndex { $0 > 0 } : nil
        return (bin, rank - before, higher)
    }

    /// The values of some bins, in one pass over all.
    private func contents(of bins: [Int]) -> [Int: [Float]] {
        let wanted = Set(bins).sorted()
        // One more than the slot; 0 for bins that nobody asked for.
        var slots = [UInt16](repeating: 0, count: Self.count)
        for (slot, bin) in wanted.enumerated() { slots[bin] = UInt16(slot + 1) }
        let parts = Self.shares(of: values) { values in
            var contents = wanted.map { bin in
                var content: [Float] = []
                content.reserveCapacity(Int(counts[bin]))
                return content
            }
            slots.withUnsafeBufferPointer { slots in
                for value in values {
                    let slot = slots[Self.bin(of: value, least, binsPerUnit)]
                    if slot > 0 { contents[Int(slot) - 1].append(value) }
                }
            }
            return contents
        }
        return Dictionary(
            uniqueKeysWithValues: wanted.enumerated().map { slot, bin in
                (bin, parts.flatMap { $0[slot] })
            })
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
