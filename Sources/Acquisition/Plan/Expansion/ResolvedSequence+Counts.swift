extension ResolvedSequence {
    /// How many events there are; counted without walking unless there is an autofocus plan.
    var eventCount: Int {
        guard hasAutofocus else { return imageCount }
        var stream = EventStream(self)
        var count = 0
        while stream.next() != nil { count += 1 }
        return count
    }

    /// How many images there are.
    var imageCount: Int {
        guard !order.isEmpty else { return 0 }
        guard uses(.position) else { return rules.count(self, position: nil) }
        return positions.indices.reduce(0) { sum, place in
            let images = nested[place].map(\.imageCount) ?? 1
            return sum.plus(rules.count(self, position: place).times(images))
        }
    }

    private var hasAutofocus: Bool {
        plan.autofocusPlan != nil || positions.contains { $0.sequence?.autofocusPlan != nil }
    }
}
