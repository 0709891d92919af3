import Documents

/// The spellings of values that useq-schema documents use, beside our own with units.
extension Document {
    /// A number; whole numbers may end in `.0`.
    func wholeNumber(_ name: String, atLeast least: Int = 0) throws(DocumentError) -> Int {
        let number = try double()
        guard number == number.rounded() else {
            throw fail("\(name) must be a whole number, not \(text)")
        }
        guard abs(number) < 1e9 else { throw fail("\(name): \(text) is beyond all measure") }
        guard Int(number) >= least else { throw fail("\(name) must be \(least) or more") }
        return Int(number)
    }

    /// `true` or `false`, or one of the words that YAML 1.1 takes for them.
    func flag() throws(DocumentError) -> Bool {
        switch text.lowercased() {
        case "yes", "on", "1": return true
        case "no", "off", "0": return false
        default: return try bool()
        }
    }

    /// A length as a bare number in µm, or with its unit.
    func micrometers() throws(DocumentError) -> Double {
        try isBareNumber ? double() : quantity(.micrometers)
    }

    /// An exposure as a bare number in ms, or with its unit.
    func exposure() throws(DocumentError) -> Duration {
        let milliseconds = try isBareNumber ? double() : quantity(.seconds, proposing: "ms") * 1000
        guard milliseconds > 0 else { throw fail("an exposure must be longer than 0") }
        guard milliseconds < 1e9 else { throw fail("an exposure of \(text) is far too long") }
        return .nanoseconds(Int64((milliseconds * 1e6).rounded()))
    }

    /// Letters of axes, in a text such as `tpcz` or a list of single letters.
    func axes() throws(DocumentError) -> [PlanAxis] {
        if kind == .sequence {
            var axes: [PlanAxis] = []
            for element in try sequence() { axes.append(try element.axis(element.text)) }
            return axes
        }
        var axes: [PlanAxis] = []
        for letter in try string() { axes.append(try axis(String(letter))) }
        return axes
    }

    private func axis(_ letter: String) throws(DocumentError) -> PlanAxis {
        guard let axis = PlanAxis(rawValue: letter.lowercased()) else {
            throw fail("\"\(letter)\" is not an axis; there are t, p, g, c and z")
        }
        return axis
    }

    /// One of an enumeration's spellings.
    func option<Option>(_ type: Option.Type) throws(DocumentError) -> Option
    where Option: RawRepresentable<String> & CaseIterable {
        let spelling = try choice(Option.allCases.map(\.rawValue))
        guard let option = Option(rawValue: spelling) else { throw fail("unknown value") }
        return option
    }

    /// Two values, or one for both.
    func pair() throws(DocumentError) -> (Document, Document) {
        guard kind == .sequence else { return (self, self) }
        let elements = try sequence()
        guard elements.count == 2 else { throw fail("expected two numbers, such as [10, 5]") }
        return (elements[0], elements[1])
    }

    /// Anything that JSON could say.
    func planValue() throws(DocumentError) -> PlanValue {
        switch kind {
        case .null: return .null
        case .mapping: return .object(try planObject())
        case .sequence:
            var list: [PlanValue] = []
            for element in try sequence() { list.append(try element.planValue()) }
            return .list(list)
        case .scalar:
            // Each `try?` asks whether the text is of that type; a text always is one.
            if let value = try? int() { return .int(value) }
            if let value = try? double() { return .double(value) }
            if let value = try? bool() { return .bool(value) }
            return .string(text)
        }
    }

    func planObject() throws(DocumentError) -> [String: PlanValue] {
        var object: [String: PlanValue] = [:]
        for entry in try entries() { object[entry.key.text] = try entry.value.planValue() }
        return object
    }

    var isBareNumber: Bool {
        // `try?` asks whether this is a number.
        (try? double()) != nil
    }
}

extension DocumentMapping {
    /// The value of `key`; `nil` where it is missing or null.
    func value(_ key: String) -> Document? {
        guard let value = self[key], value.kind != .null else { return nil }
        return value
    }

    /// Refuses keys that have a value but no meaning beside the others.
    func refuse(_ keys: [String], beside kind: String) throws(DocumentError) {
        for entry in entries where keys.contains(entry.key.text) && entry.value.kind != .null {
            throw entry.key.fail("\"\(entry.key.text)\" does not go with \(kind)")
        }
    }

    func string(_ key: String) throws(DocumentError) -> String? {
        guard let value = value(key) else { return nil }
        return try value.string()
    }

    func flag(_ key: String, default value: Bool) throws(DocumentError) -> Bool {
        guard let node = self.value(key) else { return value }
        return try node.flag()
    }

    func micrometers(_ key: String) throws(DocumentError) -> Double? {
        guard let value = value(key) else { return nil }
        return try value.micrometers()
    }

    func wholeNumber(_ key: String, atLeast least: Int = 0) throws(DocumentError) -> Int? {
        guard let value = value(key) else { return nil }
        return try value.wholeNumber(key, atLeast: least)
    }

    /// A length that must be there and, if asked, above 0.
    func requiredMicrometers(
        _ key: String, above0: Bool = false
    ) throws(DocumentError) -> Double {
        let node = try required(key)
        let value = try node.micrometers()
        guard !above0 || value > 0 else { throw node.fail("\(key) must be more than 0") }
        return value
    }
}
