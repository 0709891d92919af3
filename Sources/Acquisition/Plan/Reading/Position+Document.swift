import Documents

extension Position {
    init(
        _ document: Document, focus: PlateFocus, warnings: inout [PlanWarning]
    ) throws(DocumentError) {
        guard document.kind != .sequence else {
            throw document.fail("a position is written {x: 0, y: 0, z: 0}, not as a list")
        }
        let mapping = try document.mapping([
            "x", "y", "z", "name", "sequence", "properties", "plate_row", "plate_col", "grid_row",
            "grid_col", "row", "col",
        ])
        self.init(
            xMicrometers: try mapping.micrometers("x"),
            yMicrometers: try mapping.micrometers("y"),
            zMicrometers: try mapping.micrometers("z"), name: try mapping.string("name"))
        if let node = mapping.value("properties") {
            properties = try DeviceProperty.list(node)
        }
        plateRow = try mapping.wholeNumber("plate_row")
        plateColumn = try mapping.wholeNumber("plate_col")
        gridRow = try mapping.wholeNumber(mapping["grid_row"] == nil ? "row" : "grid_row")
        gridColumn = try mapping.wholeNumber(mapping["grid_col"] == nil ? "col" : "grid_col")
        guard let node = mapping.value("sequence") else { return }
        var nested = try MDASequence(nested: node, focus: focus)
        warnings += nested.warnings
        nested.warnings = []
        sequence = nested
        if let grid = nested.gridPlan, !grid.isRelative {
            clearXY(at: document, "its own absolute grid", &warnings)
        }
    }

    /// Forgets x and y, which an absolute grid overrules.
    mutating func clearXY(
        at place: Document, _ grid: String, _ warnings: inout [PlanWarning]
    ) {
        guard xMicrometers != nil || yMicrometers != nil else { return }
        xMicrometers = nil
        yMicrometers = nil
        warnings.append(
            PlanWarning(.warning, at: place, "x and y of the position give way to \(grid)"))
    }
}

extension DeviceProperty {
    /// A list of `[device, property, value]`.
    static func list(_ document: Document) throws(DocumentError) -> [DeviceProperty] {
        var properties: [DeviceProperty] = []
        for element in try document.sequence() {
            properties.append(try DeviceProperty(element))
        }
        return properties
    }

    private init(_ document: Document) throws(DocumentError) {
        if document.kind == .mapping {
            let mapping = try document.mapping(["device_name", "property_name", "property_value"])
            self.init(
                device: try mapping.required("device_name").string(),
                property: try mapping.required("property_name").string(),
                value: try mapping.required("property_value").planValue())
            return
        }
        let parts = try document.sequence()
        guard parts.count == 3 else {
            throw document.fail("a property is [device, property, value]")
        }
        self.init(
            device: try parts[0].string(), property: try parts[1].string(),
            value: try parts[2].planValue())
    }
}
