import Documents

extension ZPlan {
    private static let keys = [
        "top", "bottom", "above", "below", "range", "absolute", "relative", "step", "go_up",
    ]

    /// `nil` for an empty mapping, which is no plan.
    init?(_ document: Document) throws(DocumentError) {
        let mapping = try document.mapping(Self.keys)
        guard !mapping.entries.isEmpty else { return nil }
        let used = try Self.kind(mapping)
        try mapping.refuse(
            Self.keys.filter { !used.keys.contains($0) && $0 != "go_up" },
            beside: used.keys[0])
        self.init(used.kind, goesUp: try mapping.flag("go_up", default: true))
        guard planeCount <= 100_000 else {
            throw document.fail("more than 100000 planes; is the step right?")
        }
    }

    private static func kind(
        _ mapping: DocumentMapping
    ) throws(DocumentError) -> (kind: Kind, keys: [String]) {
        func length(_ key: String) throws(DocumentError) -> Double {
            try mapping.requiredMicrometers(key)
        }
        if mapping.value("top") != nil || mapping.value("bottom") != nil {
            let kind = Kind.topBottom(
                top: try length("top"), bottom: try length("bottom"), step: try length("step"))
            return (kind, ["top", "bottom", "step"])
        }
        if mapping.value("above") != nil || mapping.value("below") != nil {
            let kind = Kind.aboveBelow(
                above: try length("above"), below: try length("below"), step: try length("step"))
            return (kind, ["above", "below", "step"])
        }
        if mapping.value("range") != nil {
            return (.range(try length("range"), step: try length("step")), ["range", "step"])
        }
        if let node = mapping.value("absolute") {
            return (.absolute(try Self.list(node)), ["absolute"])
        }
        if let node = mapping.value("relative") {
            return (.relative(try Self.list(node)), ["relative"])
        }
        throw mapping.document.fail(
            "a z plan needs range and step, above, below and step, top, bottom and step, "
                + "relative, or absolute")
    }

    private static func list(_ document: Document) throws(DocumentError) -> [Double] {
        var planes: [Double] = []
        for element in try document.sequence() { planes.append(try element.micrometers()) }
        return planes
    }
}
