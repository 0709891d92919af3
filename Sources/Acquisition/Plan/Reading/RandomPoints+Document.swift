import Documents

extension RandomPoints {
    /// Sorting a route costs the square of the number of points.
    private static let largestCount = 5_000

    /// - Parameter plate: whose wells limit the points where no width is given.
    init(
        _ mapping: DocumentMapping, plate: WellPlate?, _ tiling: Tiling,
        warnings: inout [PlanWarning]
    ) throws(DocumentError) {
        let node = try mapping.required("num_points")
        self.init(count: try node.wholeNumber("num_points", atLeast: 1))
        guard count <= Self.largestCount else {
            throw node.fail("random points are limited to \(Self.largestCount)")
        }
        maxWidth = try Self.extent(
            mapping, "max_width", well: plate?.wellWidthMillimeters, tiling.fieldWidth)
        maxHeight = try Self.extent(
            mapping, "max_height", well: plate?.wellHeightMillimeters, tiling.fieldHeight)
        if let node = mapping.value("shape") {
            shape = try node.option(Shape.self)
        } else if plate?.hasCircularWells == false {
            shape = .rectangle
        }
        allowsOverlap = try mapping.flag("allow_overlap", default: true)
        if let node = mapping["order"] {
            order = node.kind == .null ? nil : try node.option(PointOrder.self)
        }
        try readSeed(mapping, &warnings)
        try readStart(mapping, &warnings)
        if case .index(let index) = start, index >= count { start = .index(count - 1) }
        try warn(mapping, tiling, &warnings)
    }

    private mutating func readSeed(
        _ mapping: DocumentMapping, _ warnings: inout [PlanWarning]
    ) throws(DocumentError) {
        guard let node = mapping.value("random_seed") else {
            warnings.append(
                PlanWarning(
                    .warning, at: mapping.document,
                    "no random_seed: 0 is taken, so that the run can be repeated"))
            return
        }
        let number = try node.int()
        guard let seed = UInt32(exactly: number) else {
            throw node.fail("random_seed must be from 0 to 4294967295")
        }
        self.seed = seed
    }

    private mutating func readStart(
        _ mapping: DocumentMapping, _ warnings: inout [PlanWarning]
    ) throws(DocumentError) {
        guard let node = mapping.value("start_at") else { return }
        if node.kind == .mapping {
            let place = try node.mapping([
                "x", "y", "z", "name", "sequence", "properties", "plate_row", "plate_col",
                "grid_row", "grid_col", "fov_width", "fov_height",
            ])
            start = .place(
                x: try place.micrometers("x") ?? 0, y: try place.micrometers("y") ?? 0)
            return
        }
        let index = try node.wholeNumber("start_at")
        start = .index(index)
        guard index >= count else { return }
        warnings.append(
            PlanWarning(
                .warning, at: node, "start_at \(index) is beyond the points; the last is taken"))
    }

    private func warn(
        _ mapping: DocumentMapping, _ tiling: Tiling, _ warnings: inout [PlanWarning]
    ) throws(DocumentError) {
        if order == .random {
            warnings.append(
                PlanWarning(
                    .warning, at: mapping["order"] ?? mapping.document,
                    "a random order is drawn from random_seed; useq-schema draws another each time"
                ))
        }
        guard !allowsOverlap else { return }
        if tiling.givenField == nil {
            warnings.append(
                PlanWarning(
                    .warning, at: mapping["allow_overlap"] ?? mapping.document,
                    "points may overlap until fov_width and fov_height are known"))
        }
        let found = points(avoiding: tiling.givenField).count
        guard found < count else { return }
        warnings.append(
            PlanWarning(
                .error, at: mapping.document,
                "only \(found) of \(count) points fit without overlap"))
    }

    private static func extent(
        _ mapping: DocumentMapping, _ key: String, well: Double?, _ field: Double?
    ) throws(DocumentError) -> Double {
        guard let node = mapping.value(key) else { return 1 }
        guard let well, isInfinite(node.text) else {
            return try mapping.requiredMicrometers(key, above0: true)
        }
        let extent = well * 1000 - (field ?? 0.1)
        guard extent > 0 else { throw node.fail("the field of view does not fit into the well") }
        return extent
    }

    private static func isInfinite(_ text: String) -> Bool {
        [".inf", "inf", "+.inf", "infinity"].contains(text.lowercased())
    }
}
