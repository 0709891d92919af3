/// Order statistics in place.
package enum Selection {
    /// The value that would stand at `rank` if `values` were sorted; reorders them.
    ///
    /// - Complexity: linear on average, no allocation.
    /// - Source: C. A. R. Hoare, Algorithm 65: Find, Communications of the ACM 4 (1961) 321–322.
    package static func select(_ values: inout [Float], rank: Int) -> Float {
        precondition(values.indices.contains(rank), "a rank is an index")
        return values.withUnsafeMutableBufferPointer { values in
            var low = 0
            var high = values.count - 1
            while low < high {
                let pivot = values[(low + high) / 2]
                var left = low
                var right = high
                while left <= right {
                    while values[left] < pivot { left += 1 }
                    while pivot < values[right] { right -= 1 }
                    if left <= right {
                        values.swapAt(left, right)
                        left += 1
                        right -= 1
                    }
                }
                if rank <= right {
                    high = right
                } else if rank >= left {
                    low = left
                } else {
                    return values[rank]
                }
            }
            return values[rank]
        }
    }

    /// The value that would stand at `rank` if `values` were sorted, and the next one; the last has
    /// itself for a next one. Reorders them.
    static func pair(_ values: inout [Float], rank: Int) -> (value: Float, next: Float) {
        let value = select(&values, rank: rank)
        guard rank + 1 < values.count else { return (value, value) }
        // Everything after the rank is at least as large: its smallest is the next in order.
        return (value, values[(rank + 1)...].reduce(.infinity) { $0 < $1 ? $0 : $1 })
    }
}
