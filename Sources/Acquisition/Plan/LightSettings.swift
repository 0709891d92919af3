import Documents

/// What an experiment says about light.
package struct LightSettings: Equatable, Sendable {
    package var budget = LightBudget()
    /// Where the budget comes from, for who reads the file.
    package var source: String?

    package init() {}

    init(_ document: Document) throws(DocumentError) {
        let mapping = try document.mapping(["budget", "source"])
        if let node = mapping.value("budget") { budget = try LightBudget(node) }
        source = try mapping.string("source")
    }
}

extension LightBudget {
    init(_ document: Document) throws(DocumentError) {
        let mapping = try document.mapping(["per_position", "per_cell", "run"])
        func dose(_ key: String) throws(DocumentError) -> Double? {
            guard let node = mapping.value(key) else { return nil }
            let dose = try node.quantity(.joulesPerSquareCentimeter)
            guard dose >= 0 else { throw node.fail("a budget cannot be negative") }
            return dose
        }
        self.init(
            perPosition: try dose("per_position"), perCell: try dose("per_cell"),
            run: try dose("run"))
    }
}
