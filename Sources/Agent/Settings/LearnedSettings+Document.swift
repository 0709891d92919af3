package import Documents

extension LearnedSettings {
    static let keys = EventDrivenSettings.cellKeys + ["weights", "target", "start_light"]

    /// Reads `weights: FILE` alone.
    package init(weights document: Document) throws(DocumentError) {
        try self.init(document.mapping(["weights"]))
    }

    init(_ mapping: DocumentMapping) throws(DocumentError) {
        let file = try LearnedPolicyFile.read(at: try mapping.required("weights"))
        self.init(events: try EventDrivenSettings(mapping), network: file.network)
        kept = file.kept
        target = try mapping.number("target", in: 1...1000) ?? target
        startLight = try mapping.share("start_light", in: 0.001...1) ?? startLight
    }
}
