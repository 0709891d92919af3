package import Documents

/// Where the focus goes at the wells of a plate when no z plan says so.
package enum PlateFocus: Sendable {
    /// It stays where it is.
    case leave
    /// To 0, as the useq-schema package has it.
    case zero
}

extension MDASequence {
    /// Reads a useq-schema document.
    ///
    /// The events are those of the useq-schema package, but for ``PlateFocus``. What that package
    /// would ignore in silence is an error here, or among ``warnings``.
    package init(
        document: Document, plateFocus: PlateFocus = .leave
    ) throws(DocumentError) {
        let mapping = try Self.mapping(document)
        try self.init(mapping, focus: plateFocus)
        warnings += try PlanChecks(self, mapping).warnings()
    }

    /// Reads a position's own sequence.
    init(nested document: Document, focus: PlateFocus) throws(DocumentError) {
        let mapping = try Self.mapping(document)
        if let node = mapping.value("stage_positions") {
            guard node.kind == .sequence, try node.sequence().isEmpty else {
                throw node.fail("a position's own sequence cannot have positions")
            }
        }
        try self.init(mapping, focus: focus)
        guard keepShutterOpenAcross.isEmpty else {
            throw (mapping["keep_shutter_open_across"] ?? document).fail(
                "keep_shutter_open_across belongs to the whole plan, not to a position")
        }
        warnings += try PlanChecks(self, mapping).warnings(isNested: true)
    }

    private static func mapping(_ document: Document) throws(DocumentError) -> DocumentMapping {
        try document.mapping([
            "metadata", "axis_order", "stage_positions", "grid_plan", "channels", "time_plan",
            "z_plan", "autofocus_plan", "setup", "keep_shutter_open_across", "uid",
        ])
    }

    private init(_ mapping: DocumentMapping, focus: PlateFocus) throws(DocumentError) {
        self.init()
        if let node = mapping.value("metadata") { metadata = try node.planObject() }
        if let node = mapping.value("axis_order") { axisOrder = try Self.order(node) }
        if let node = mapping.value("channels") { channels = try Self.channels(node) }
        if let node = mapping.value("time_plan") {
            timePlan = try TimePlan(node, warnings: &warnings)
        }
        if let node = mapping.value("z_plan") { zPlan = try ZPlan(node) }
        if let node = mapping.value("grid_plan") {
            gridPlan = try GridPlan(node, warnings: &warnings)
        }
        if let node = mapping.value("stage_positions") {
            stagePositions = try positions(node, focus: focus)
        }
        if let node = mapping.value("autofocus_plan") {
            autofocusPlan = try AutofocusPlan(node)
        }
        if let node = mapping.value("setup") { setup = try MDAEvent(setup: node) }
        if let node = mapping.value("keep_shutter_open_across") {
            keepShutterOpenAcross = try node.axes()
        }
    }

    private static func order(_ node: Document) throws(DocumentError) -> [PlanAxis] {
        let axes = try node.axes()
        guard Set(axes).count == axes.count else {
            throw node.fail("an axis appears twice in the axis order")
        }
        return axes
    }

    private static func channels(_ node: Document) throws(DocumentError) -> [ChannelPlan] {
        var channels: [ChannelPlan] = []
        for element in try node.sequence() { channels.append(try ChannelPlan(element)) }
        return channels
    }

    private mutating func positions(
        _ node: Document, focus: PlateFocus
    ) throws(DocumentError) -> StagePositions {
        guard node.kind != .mapping else {
            return .plate(try WellPlatePlan(node, focus: focus, warnings: &warnings))
        }
        var positions: [Position] = []
        for element in try node.sequence() {
            var position = try Position(element, focus: focus, warnings: &warnings)
            if let gridPlan, !gridPlan.isRelative, position.sequence?.gridPlan == nil {
                position.clearXY(at: element, "the absolute grid", &warnings)
            }
            positions.append(position)
        }
        return .list(positions)
    }
}
