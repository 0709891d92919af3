extension AxisArray {
    /// The axes that a statistic over `axes` leaves; it is taken over all where `axes` is `nil`.
    func kept(without axes: [String]?) -> [Bool] {
        self.axes.map { axis in axes.map { !$0.contains(axis) } ?? false }
    }

    /// Nothing but `axis`, where `count` numbers lie along it.
    func kept(along axis: String?, _ count: Int) -> [Bool] {
        axes.map { $0 == axis && count > 1 }
    }

    /// Mean and standard deviation (of the population) of each group.
    func moments(keeping kept: [Bool]) -> [(mean: Double, deviation: Double)] {
        let rows = rows(keeping: kept)
        let count = Double(values.count / Swift.max(1, rows.groupCount))
        let means = sums(rows) { value, _ in value }.map { $0 / count }
        let squares = sums(rows) { value, group in
            let difference = value - means[group]
            return difference * difference
        }
        return zip(means, squares).map { ($0, ($1 / count).squareRoot()) }
    }

    /// What `term` makes of the values of each group, added up: four sums at a time, along a row
    /// of one group.
    @inline(__always)
    private func sums(
        _ rows: AxisRows, _ term: (_ values: SIMD4<Double>, _ group: Int) -> SIMD4<Double>
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: rows.groupCount)
        values.withUnsafeBufferPointer { values in
            rows.forEach { range, group, step in
                let fours = step == 0 ? range.count / 4 : 0
                var four = SIMD4<Double>()
                for index in stride(from: range.lowerBound, to: range.lowerBound + 4 * fours, by: 4)
                {
                    let next = SIMD4(
                        values[index], values[index + 1], values[index + 2], values[index + 3])
                    four += term(SIMD4(next), group)
                }
                sums[group] += four.sum()
                for place in 4 * fours..<range.count {
                    let value = Double(values[range.lowerBound + place])
                    let own = group + place * step
                    sums[own] += term(SIMD4(repeating: value), own)[0]
                }
            }
        }
        return sums
    }

    /// Two quantiles, in 0...1, of each group, linear between neighbours; not a number where one
    /// of the group's values is none.
    func quantiles(
        _ lower: Double, _ upper: Double, keeping kept: [Bool]
    ) -> [(lower: Double, upper: Double)] {
        let rows = rows(keeping: kept)
        let groups = rows.groupCount
        if groups == 1 { return [Self.quantiles(lower, upper, of: values)] }
        let count = values.count / Swift.max(1, groups)
        var sorted = [Float](repeating: 0, count: values.count)
        var filled = [Int](repeating: 0, count: groups)
        rows.forEach { range, group, step in
            var group = group
            for index in range {
                sorted[group * count + filled[group]] = values[index]
                filled[group] += 1
                group += step
            }
        }
        return (0..<groups).map { group in
            Self.quantiles(
                lower, upper, of: Array(sorted[group * count..<(group + 1) * count]))
        }
    }

    private static func quantiles(
        _ lower: Double, _ upper: Double, of values: [Float]
    ) -> (lower: Double, upper: Double) {
        guard !values.contains(where: \.isNaN) else { return (.nan, .nan) }
        var ranked = RankedValues(values)
        let places = [lower, upper].map { $0 * Double(values.count - 1) }
        let found = zip(places, ranked.pairs(at: places.map { Int($0) })).map { place, pair in
            let rest = place - place.rounded(.down)
            guard rest > 0 else { return Double(pair.value) }
            return Double(pair.value) + (Double(pair.next) - Double(pair.value)) * rest
        }
        return (found[0], found[1])
    }

    /// Subtracts the first and divides by the second number of each value's group.
    mutating func standardize(by standard: AxisStandard) {
        change(keeping: standard.kept) { numbers, group in
            let (center, width) = standard.groups[group]
            for index in numbers.indices {
                numbers[index] = Float((Double(numbers[index]) - center) / width)
            }
        }
    }

    /// Hands `body` runs of numbers of one group each, so that its loop is the inner one.
    mutating func change(
        keeping kept: [Bool], _ body: (UnsafeMutableBufferPointer<Float>, _ group: Int) -> Void
    ) {
        let rows = rows(keeping: kept)
        guard rows.groupCount > 1 else { return change { body($0, 0) } }
        values.withUnsafeMutableBufferPointer { values in
            rows.forEach { range, group, step in
                guard step == 0 else {
                    for (place, index) in range.enumerated() {
                        body(.init(rebasing: values[index...index]), group + place * step)
                    }
                    return
                }
                body(.init(rebasing: values[range]), group)
            }
        }
    }

    /// The same without groups, in shares for all threads.
    mutating func change(_ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
        values.withUnsafeMutableBufferPointer { values in
            SideBySide.shares(of: values.count, least: 1 << 16) { range in
                body(.init(rebasing: values[range]))
            }
        }
    }
}
