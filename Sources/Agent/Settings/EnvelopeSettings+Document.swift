import Documents

extension EnvelopeSettings {
    static let keys = [
        "min_exposure", "max_exposure", "min_power", "max_power", "channels", "positions",
        "max_step", "between_changes", "dose_per_position",
        "dose_per_hour", "dose_per_run", "deadline", "max_focus",
    ]

    init(_ document: Document) throws(DocumentError) {
        let mapping = try document.mapping(Self.keys)
        self.init()
        minExposureSeconds = try mapping.seconds("min_exposure")
        maxExposureSeconds = try mapping.seconds("max_exposure")
        minPowerMilliwatts = try mapping.positive("min_power", .milliwatts)
        maxPowerMilliwatts = try mapping.positive("max_power", .milliwatts)
        channels = try mapping.names("channels")
        positions = try mapping.names("positions")
        maxStep = try mapping.number("max_step", in: 1...100) ?? maxStep
        minSecondsBetweenChanges =
            try mapping.seconds("between_changes") ?? minSecondsBetweenChanges
        dosePerPosition = try mapping.positive("dose_per_position", .joulesPerSquareCentimeter)
        dosePerHour = try mapping.positive("dose_per_hour", .joulesPerSquareCentimeter)
        dosePerRun = try mapping.positive("dose_per_run", .joulesPerSquareCentimeter)
        deadlineSeconds = try mapping.seconds("deadline")
        maxFocusMicrometers = try mapping.positive("max_focus", .micrometers)
        try Self.checkOrder("exposure", minExposureSeconds, maxExposureSeconds, in: mapping)
        try Self.checkOrder("power", minPowerMilliwatts, maxPowerMilliwatts, in: mapping)
    }

    private static func checkOrder(
        _ what: String, _ least: Double?, _ most: Double?, in mapping: DocumentMapping
    ) throws(DocumentError) {
        guard let least, let most, least > most else { return }
        let node = mapping["max_\(what)"] ?? mapping.document
        throw node.fail("max_\(what) is below min_\(what)")
    }
}
