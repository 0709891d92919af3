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
        let groups = groupCount(keeping: kept)
        let count = Double(values.count / Swift.max(1, groups))
        var means = [Double](repeating: 0, count: groups)
        var squares = [Double](repeating: 0, count: groups)
        forEachRow(keeping: kept) { range, group, step in
            var group = group
            for index in range {
                means[group] += Double(values[index])
                group += step
            }
        }
        for group in means.indices { means[group] /= count }
        forEachRow(keeping: kept) { range, group, step in
            var group = group
            for index in range {
                let difference = Double(values[index]) - means[group]
                squares[group] += difference * difference
                group += step
            }
        }
        return zip(means, squares).map { ($0, ($1 / count).squareRoot()) }
    }

    /// Two quantiles, in 0...1, of each group, linear between neighbours; not a number where one
    /// of the group's values is none.
    func quantiles(
        _ lower: Double, _ upper: Double, keeping kept: [Bool]
    ) -> [(lower: Double, upper: Double)] {
        let groups = groupCount(keeping: kept)
        if groups == 1 { return [Self.quantiles(lower, upper, of: values)] }
        let count = values.count / Swift.max(1, groups)
        var sorted = [Float](repeating: 0, count: values.count)
        var filled = [Int](repeating: 0, count: groups)
        forEachRow(keeping: kept) { range, group, step in
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
        func quantile(_ fraction: Double) -> Double {
            let place = fraction * Double(values.count - 1)
            let rank = Int(place)
            let (low, next) = ranked.pair(at: rank)
            guard place > Double(rank) else { return Double(low) }
            return Double(low) + (Double(next) - Double(low)) * (place - Double(rank))
        }
        return (quantile(lower), quantile(upper))
    }

    /// Subtracts the first and divides by the second number of each value's group.
    mutating func standardize(keeping kept: [Bool], by groups: [(center: Double, width: Double)]) {
        change(keeping: kept) { value, group in
            Float((Double(value) - groups[group].center) / groups[group].width)
        }
    }

    mutating func change(keeping kept: [Bool], _ body: (Float, _ group: Int) -> Float) {
        var changed = values
        changed.withUnsafeMutableBufferPointer { changed in
            forEachRow(keeping: kept) { range, group, step in
                var group = group
                for index in range {
                    changed[index] = body(changed[index], group)
                    group += step
                }
            }
        }
        values = changed
    }

    mutating func change(_ body: (Float) -> Float) {
        values.withUnsafeMutableBufferPointer { values in
            for index in values.indices { values[index] = body(values[index]) }
        }
    }
}
