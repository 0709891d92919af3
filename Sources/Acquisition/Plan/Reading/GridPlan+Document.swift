import Documents

extension GridPlan {
    private static let tilingKeys = ["overlap", "mode", "fov_width", "fov_height"]
    /// A dumped single point carries these, mostly null.
    private static let pointKeys = [
        "x", "y", "z", "name", "sequence", "properties", "plate_row", "plate_col", "grid_row",
        "grid_col", "row", "col",
    ]
    private static let randomKeys = [
        "num_points", "max_width", "max_height", "shape", "random_seed", "allow_overlap", "order",
        "start_at",
    ]
    private static let keys =
        [
            "rows", "columns", "relative_to", "width", "height", "top", "left", "bottom", "right",
            "vertices", "convex_hull", "offset",
        ] + randomKeys + tilingKeys + pointKeys

    /// Reads any grid, the one whose keys are there.
    ///
    /// - Parameter plate: whose wells the points lie in; wells take relative grids only.
    init(
        _ document: Document, plate: WellPlate? = nil, warnings: inout [PlanWarning]
    ) throws(DocumentError) {
        let mapping = try document.mapping(Self.keys)
        let names = Set(mapping.entries.filter { $0.value.kind != .null }.map(\.key.text))
        func only(_ kind: String, _ own: [String]) throws(DocumentError) {
            try mapping.refuse(Self.keys.filter { !own.contains($0) }, beside: kind)
        }
        let fields = ["fov_width", "fov_height"]
        let tiling = try Tiling(mapping)
        if !names.isDisjoint(with: ["top", "left", "bottom", "right"]) {
            try only("edges", ["top", "left", "bottom", "right"] + Self.tilingKeys)
            self.init(try Self.edges(mapping), tiling: tiling)
        } else if let vertices = mapping.value("vertices") {
            try only("vertices", ["vertices", "convex_hull", "offset"] + Self.tilingKeys)
            self.init(.polygon(try PolygonOutline(vertices, in: mapping)), tiling: tiling)
        } else if !names.isDisjoint(with: ["rows", "columns"]) {
            try only("rows and columns", ["rows", "columns", "relative_to"] + Self.tilingKeys)
            self.init(try Self.rowsColumns(mapping), tiling: tiling)
        } else if !names.isDisjoint(with: ["width", "height"]) {
            try only("width and height", ["width", "height", "relative_to"] + Self.tilingKeys)
            self.init(
                .widthHeight(
                    width: try mapping.requiredMicrometers("width", above0: true),
                    height: try mapping.requiredMicrometers("height", above0: true),
                    anchor: try Self.anchor(mapping)), tiling: tiling)
        } else if names.contains("num_points") {
            try only("num_points", Self.randomKeys + fields)
            let points = try RandomPoints(mapping, plate: plate, tiling, warnings: &warnings)
            self.init(.random(points), tiling: tiling)
        } else {
            try only("a single point", Self.pointKeys + fields)
            self.init(try Self.single(mapping, plate: plate, &warnings), tiling: tiling)
        }
        try check(document, plate: plate, &warnings)
    }

    private func check(
        _ document: Document, plate: WellPlate?, _ warnings: inout [PlanWarning]
    ) throws(DocumentError) {
        guard plate == nil || isRelative else {
            throw document.fail("the points in a well cannot be absolute; use rows and columns")
        }
        let isTooLarge = estimatedCount > Self.largestCount
        let waitsForField = dependsOnField && tiling.givenField == nil
        if isTooLarge, !waitsForField {
            throw document.fail("more than a million grid points; is the field of view right?")
        }
        if isTooLarge {
            warnings.append(
                PlanWarning(
                    .error, at: document,
                    "more than a million fields of 1 µm: none is acquired until fov_width and "
                        + "fov_height are given, or the rig's are filled in",
                    isAboutUnknownField: true))
        }
    }

    private static func edges(_ mapping: DocumentMapping) throws(DocumentError) -> Kind {
        .edges(
            top: try mapping.requiredMicrometers("top"),
            left: try mapping.requiredMicrometers("left"),
            bottom: try mapping.requiredMicrometers("bottom"),
            right: try mapping.requiredMicrometers("right"))
    }

    private static func rowsColumns(_ mapping: DocumentMapping) throws(DocumentError) -> Kind {
        .rowsColumns(
            rows: try mapping.required("rows").wholeNumber("rows", atLeast: 1),
            columns: try mapping.required("columns").wholeNumber("columns", atLeast: 1),
            anchor: try anchor(mapping))
    }

    private static func anchor(_ mapping: DocumentMapping) throws(DocumentError) -> GridAnchor {
        guard let node = mapping.value("relative_to") else { return .center }
        return try node.option(GridAnchor.self)
    }

    private static func single(
        _ mapping: DocumentMapping, plate: WellPlate?, _ warnings: inout [PlanWarning]
    ) throws(DocumentError) -> Kind {
        let lost = plate == nil ? ["name", "sequence", "properties"] : ["sequence", "properties"]
        for key in lost {
            guard let node = mapping.value(key) else { continue }
            warnings.append(PlanWarning(.error, at: node, "\(key) of a grid point is ignored"))
        }
        if let node = mapping.value("z"), try node.micrometers() != 0 {
            warnings.append(PlanWarning(.error, at: node, "z of a grid point is ignored"))
        }
        return .single(
            x: try mapping.micrometers("x") ?? 0, y: try mapping.micrometers("y") ?? 0,
            name: try mapping.string("name"))
    }
}

extension Tiling {
    init(_ mapping: DocumentMapping) throws(DocumentError) {
        self.init()
        if let node = mapping.value("overlap") {
            let (x, y) = try node.pair()
            (overlapXPercent, overlapYPercent) = (try x.percent(), try y.percent())
            guard max(overlapXPercent, overlapYPercent) < 100 else {
                throw node.fail("an overlap of 100 % or more never leaves the first field")
            }
        }
        if let node = mapping.value("mode") { mode = try node.option(GridMode.self) }
        fieldWidth = try Self.field(mapping, "fov_width")
        fieldHeight = try Self.field(mapping, "fov_height")
    }

    private static func field(
        _ mapping: DocumentMapping, _ key: String
    ) throws(DocumentError) -> Double? {
        guard mapping.value(key) != nil else { return nil }
        return try mapping.requiredMicrometers(key, above0: true)
    }
}

extension Document {
    /// A bare number in percent, or with its sign.
    fileprivate func percent() throws(DocumentError) -> Double {
        try isBareNumber ? double() : quantity(.fraction) * 100
    }
}
