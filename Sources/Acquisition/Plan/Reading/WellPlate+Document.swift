import Documents

extension WellPlate {
    /// A known plate's name, its number of wells, or a plate in full.
    init(_ document: Document) throws(DocumentError) {
        guard document.kind == .mapping else {
            let name =
                document.isBareNumber
                ? "\(try document.wholeNumber("plate"))-well" : try document.string()
            guard let plate = WellPlate.known[name] else {
                let names = WellPlate.known.keys.sorted()
                throw document.fail(unknown("plate", name, known: names))
            }
            self = plate
            return
        }
        let mapping = try document.mapping([
            "rows", "columns", "well_spacing", "well_size", "circular_wells", "name",
        ])
        self.init(
            name: try mapping.string("name") ?? "",
            rows: try mapping.required("rows").wholeNumber("rows", atLeast: 1),
            columns: try mapping.required("columns").wholeNumber("columns", atLeast: 1),
            spacingMillimeters: 0, wellMillimeters: 0,
            hasCircularWells: try mapping.flag("circular_wells", default: true))
        guard rows.times(columns) <= 100_000 else {
            throw document.fail("a plate of \(rows) × \(columns) wells is too large")
        }
        let spacing = try mapping.required("well_spacing")
        let (spacingX, spacingY) = try spacing.pair()
        spacingXMillimeters = try spacingX.millimeters()
        spacingYMillimeters = try spacingY.millimeters()
        let size = try mapping.required("well_size")
        let (width, height) = try size.pair()
        wellWidthMillimeters = try width.millimeters()
        wellHeightMillimeters = try height.millimeters()
        guard min(spacingXMillimeters, spacingYMillimeters) >= 0 else {
            throw spacing.fail("well_spacing cannot be negative")
        }
        guard min(wellWidthMillimeters, wellHeightMillimeters) > 0 else {
            throw size.fail("well_size must be more than 0")
        }
    }
}

extension Document {
    /// A bare number in mm, or with its unit.
    fileprivate func millimeters() throws(DocumentError) -> Double {
        try isBareNumber ? double() : quantity(.micrometers) / 1000
    }
}
