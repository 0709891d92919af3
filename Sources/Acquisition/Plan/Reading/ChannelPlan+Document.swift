import Documents

extension ChannelPlan {
    /// A channel by its name only, or with its settings.
    init(_ document: Document) throws(DocumentError) {
        guard document.kind == .mapping else {
            self.init(config: try Self.name(document))
            return
        }
        let mapping = try document.mapping([
            "config", "group", "exposure", "do_stack", "z_offset", "acquire_every", "camera",
        ])
        self.init(config: try Self.name(try mapping.required("config")))
        group = try mapping.string("group") ?? group
        if let node = mapping.value("exposure") { exposure = try node.exposure() }
        doesStack = try mapping.flag("do_stack", default: true)
        zOffsetMicrometers = try mapping.micrometers("z_offset") ?? 0
        acquireEvery = try mapping.wholeNumber("acquire_every", atLeast: 1) ?? 1
        camera = try mapping.string("camera")
    }

    private static func name(_ document: Document) throws(DocumentError) -> String {
        let name = try document.string()
        guard !name.isEmpty else { throw document.fail("a channel needs a name") }
        return name
    }
}
