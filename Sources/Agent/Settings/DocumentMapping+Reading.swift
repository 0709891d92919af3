import Documents

extension DocumentMapping {
    /// The time span under `key` in seconds, if it is there and positive.
    func seconds(_ key: String) throws(DocumentError) -> Double? {
        guard let node = self[key] else { return nil }
        let value = try node.quantity(.seconds)
        guard value > 0 else { throw node.fail("\(key) must be more than 0") }
        return value
    }

    /// The positive quantity under `key`, if it is there.
    func positive(_ key: String, _ unit: Unit) throws(DocumentError) -> Double? {
        guard let node = self[key] else { return nil }
        let value = try node.quantity(unit)
        guard value > 0 else { throw node.fail("\(key) must be more than 0") }
        return value
    }

    /// The number under `key`, if it is there and in `range`.
    func number(
        _ key: String, in range: ClosedRange<Double>
    ) throws(DocumentError) -> Double? {
        guard let node = self[key] else { return nil }
        let value = try node.double()
        guard range.contains(value) else {
            throw node.fail(
                "\(key) must lie between \(brief(range.lowerBound)) and \(brief(range.upperBound))")
        }
        return value
    }

    /// The share under `key`, as `5 %` or `0.05`, if it is there and in `range`.
    func share(_ key: String, in range: ClosedRange<Double>) throws(DocumentError) -> Double? {
        guard let node = self[key] else { return nil }
        let value = try node.quantity(.fraction)
        guard range.contains(value) else {
            throw node.fail(
                "\(key) must lie between \(brief(100 * range.lowerBound)) % and "
                    + "\(brief(100 * range.upperBound)) %")
        }
        return value
    }

    /// Where a signal-to-noise ratio is measured.
    func signal(_ key: String) throws(DocumentError) -> HoldSNRSettings.Signal? {
        guard let node = self[key] else { return nil }
        return HoldSNRSettings.Signal(
            rawValue: try node.choice(HoldSNRSettings.Signal.allCases.map(\.rawValue)))
    }

    /// The whole number under `key`, if it is there and at least `least`.
    func count(_ key: String, atLeast least: Int) throws(DocumentError) -> Int? {
        guard let node = self[key] else { return nil }
        let value = try node.int()
        guard value >= least else { throw node.fail("\(key) must be at least \(least)") }
        return value
    }

    /// The list of names under `key`, if it is there and not empty.
    func names(_ key: String) throws(DocumentError) -> [String]? {
        guard let node = self[key] else { return nil }
        var names: [String] = []
        for element in try node.sequence() {
            let name = try element.string()
            guard !names.contains(name) else { throw element.fail("\"\(name)\" appears twice") }
            names.append(name)
        }
        guard !names.isEmpty else { throw node.fail("\(key) must name at least one") }
        return names
    }
}
