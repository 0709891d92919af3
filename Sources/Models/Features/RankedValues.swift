/// Values by their rank: counted where all are a camera's whole numbers, else selected.
struct RankedValues {
    /// How often each whole number occurs; empty where values are no whole numbers.
    private var counts: [Int32]
    private var bins: ValueBins?
    /// In an order that ``pairs(at:)`` changes; empty where they are counted.
    private var values: [Float] = []

    /// - Parameter values: None of them NaN.
    init(_ values: [Float]) {
        counts = Self.counts(of: values)
        guard counts.isEmpty else { return }
        bins = ValueBins(values)
        self.values = bins == nil ? values : []
    }

    /// For each rank the value that would stand there if all were sorted, and the next one; the last
    /// has itself for a next one.
    mutating func pairs(at ranks: [Int]) -> [(value: Float, next: Float)] {
        if !counts.isEmpty { return ranks.map(counted) }
        return bins?.pairs(at: ranks) ?? ranks.map { Selection.pair(&values, rank: $0) }
    }

    private func counted(at rank: Int) -> (value: Float, next: Float) {
        var before = 0
        var found: Int?
        for value in counts.indices where counts[value] > 0 {
            before += Int(counts[value])
            if let found { return (Float(found), Float(value)) }
            guard before > rank else { continue }
            if before > rank + 1 { return (Float(value), Float(value)) }
            found = value
        }
        return (Float(found ?? 0), Float(found ?? 0))
    }

    /// Empty where a value is no whole number of 16 bits, or there are too few to be worth it.
    private static func counts(of values: [Float]) -> [Int32] {
        guard values.count >= 1 << 14, values.count <= Int(Int32.max) else { return [] }
        var counts = [Int32](repeating: 0, count: 1 << 16)
        let areWhole = counts.withUnsafeMutableBufferPointer { counts in
            values.withUnsafeBufferPointer { values in
                for value in values {
                    guard value >= 0, value < 65536 else { return false }
                    let whole = Int(value)
                    guard Float(whole) == value else { return false }
                    counts[whole] &+= 1
                }
                return true
            }
        }
        return areWhole ? counts : []
    }
}
