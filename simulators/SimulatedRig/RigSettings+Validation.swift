extension RigSettings {
    /// Far beyond any slide; more is a slip of the keyboard.
    private static let mostCells = 100_000.0

    /// What may lie below zero; all else is a size, a time, a share or a count.
    private static let signed: Set = [
        "lowestMicrometers", "highestMicrometers", "offsetX", "offsetY", "curvature",
        "driftMicrometersPerTenMinutes", "tiltMicrometersPerMillimeter", "sensorCelsius",
    ]

    /// Refuses what the rig could not live with.
    package func validate() throws(SettingsError) {
        func require(_ holds: Bool, _ message: String) throws(SettingsError) {
            if !holds { throw SettingsError(message) }
        }
        try refuseNegatives(try settingsAsJSON(), path: "")
        try require(!specimen.kinds.isEmpty, "specimen.kinds: name at least one kind of cell")
        try require(
            (0...1).contains(specimen.clustering), "specimen.clustering is a share from 0 to 1")
        try require(
            (100...100_000).contains(specimen.widthMicrometers)
                && (100...100_000).contains(specimen.heightMicrometers),
            "specimen: width and height are 100 to 100000 µm")
        try require(
            specimenCellCount <= Self.mostCells,
            "specimen.cellsPerSquareMillimeter: \(specimen.cellsPerSquareMillimeter) make "
                + "\(Int(min(specimenCellCount, 1e15))) cells of the specimen; at most \(Int(Self.mostCells))"
        )
        try require((0...1).contains(optics.hazeShare), "optics.hazeShare is a share from 0 to 1")
        try require((0...1).contains(optics.haloShare), "optics.haloShare is a share from 0 to 1")
        try require(sensor.electronsPerCount > 0, "sensor.electronsPerCount must be above 0")
        try require((8...16).contains(sensor.bits), "sensor.bits is 8 to 16")
        for (name, axis) in [("x", mechanics.x), ("y", mechanics.y), ("z", mechanics.z)] {
            try require(
                axis.lowestMicrometers < axis.highestMicrometers,
                "mechanics.\(name): lowestMicrometers must be below highestMicrometers")
            try require(
                axis.speedMillimetersPerSecond > 0 && axis.rampMilliseconds > 0
                    && axis.fastestMillimetersPerSecond > 0 && axis.playMicrometers >= 0,
                "mechanics.\(name): speeds and ramp must be above 0")
        }
        try require(
            (300...10_000_000).contains(wires.stageBaud)
                && (300...10_000_000).contains(wires.engineBaud), "wires: baud is 300 to 10000000")
        try require(
            wires.fastestReplyMilliseconds >= 0
                && wires.slowestReplyMilliseconds >= wires.fastestReplyMilliseconds,
            "wires: slowestReplyMilliseconds must not be below fastestReplyMilliseconds")
        try require(
            (16...16_384).contains(sensor.width) && (16...16_384).contains(sensor.height),
            "sensor: width and height are 16 to 16384 pixels")
        try require(
            camera.rowMicroseconds >= 0 && camera.exposureStepMicroseconds > 0
                && camera.shortestExposureSeconds > 0 && camera.bufferFrames >= 0
                && camera.longestExposureSeconds > camera.shortestExposureSeconds,
            "camera: times must be above 0 and longestExposureSeconds the longest")
        let flashes = specimen.flashes
        try require(
            flashes.perCellPerHour >= 0 && flashes.gain >= 0 && flashes.shortestMinutes > 0
                && flashes.longestMinutes >= flashes.shortestMinutes
                && flashes.longestMinutes <= 60,
            "specimen.flashes: minutes lie above 0 and up to 60, shortestMinutes below longestMinutes"
        )
        let reporter = specimen.reporter
        try require(
            (0...3).contains(reporter.swing) && reporter.shortestMinutes > 0
                && reporter.longestMinutes >= reporter.shortestMinutes
                && reporter.longestMinutes.isFinite,
            "specimen.reporter: swing is 0 to 3, shortestMinutes above 0 and below longestMinutes")
        try require(light.discMicrometers > 0, "light.discMicrometers must be above 0")
        try require(!light.engine.isEmpty, "light.engine needs a line")
        try require(
            (light.engine + [light.lamp]).allSatisfy {
                $0.fullScaleMilliwatts >= 0 && (-0.9...0.9).contains($0.curvature)
            }, "light: fullScaleMilliwatts must not be negative, nor curvature beyond ±0.9")
        try require(
            magnification > 0 && numericalAperture > 0, "magnification and aperture are above 0")
        try require(
            camera.sensorPixelMicrometers > 0, "camera.sensorPixelMicrometers must be above 0")
    }

    private var specimenCellCount: Double {
        specimen.cellsPerSquareMillimeter * specimen.widthMicrometers * specimen.heightMicrometers
            / 1e6
    }

    private func settingsAsJSON() throws(SettingsError) -> JSONValue {
        do { return try json } catch { throw SettingsError("a setting is no finite number") }
    }

    private func refuseNegatives(_ value: JSONValue, path: String) throws(SettingsError) {
        switch value {
        case .object(let members):
            for member in members where !Self.signed.contains(member.key) {
                let name = path.isEmpty ? member.key : "\(path).\(member.key)"
                try refuseNegatives(member.value, path: name)
            }
        case .array(let values):
            for value in values { try refuseNegatives(value, path: path) }
        case .number, .integer:
            guard let number = value.double, number < 0 else { return }
            throw SettingsError("\(path): \(number) is below 0")
        case .null, .bool, .string: return
        }
    }
}
