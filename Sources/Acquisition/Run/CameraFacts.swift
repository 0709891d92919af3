package import Hardware

/// What the journal keeps of a run's camera, so that grey values can be read as electrons later.
package struct CameraFacts: Sendable, Equatable {
    package var width: Int
    package var height: Int
    /// Grey value of a dark pixel.
    package var offset: Double
    package var electronsPerGrey: Double
    package var readNoiseElectrons: Double

    package init(
        width: Int, height: Int, offset: Double, electronsPerGrey: Double,
        readNoiseElectrons: Double
    ) {
        self.width = width
        self.height = height
        self.offset = offset
        self.electronsPerGrey = electronsPerGrey
        self.readNoiseElectrons = readNoiseElectrons
    }

    package init(_ camera: CameraDescription) {
        self.init(
            width: camera.width, height: camera.height, offset: camera.offset,
            electronsPerGrey: camera.electronsPerGrey,
            readNoiseElectrons: camera.readNoiseElectrons)
    }

    /// What `journal` says; `nil` where an older program wrote it and kept only the size.
    package init?(_ journal: Journal) throws(StorageError) {
        func number(_ key: String) throws(StorageError) -> Double? {
            guard let text = try journal.fact(key) else { return nil }
            guard let value = Double(text), value.isFinite else {
                throw StorageError(
                    "read", journal.path ?? "journal", .damaged("\(key) is no number: \(text)"))
            }
            return value
        }
        let sides = (try journal.fact("camera.sensor") ?? "").split(separator: "x")
            .compactMap { Int($0) }
        guard sides.count == 2, let offset = try number("camera.offset"),
            let gain = try number("camera.electronsPerGrey"),
            let noise = try number("camera.readNoiseElectrons"), gain > 0, noise >= 0
        else { return nil }
        self.init(
            width: sides[0], height: sides[1], offset: offset, electronsPerGrey: gain,
            readNoiseElectrons: noise)
    }

    /// The rows of the journal.
    package var facts: [RunFact] {
        [
            RunFact(key: "camera.sensor", value: "\(width)x\(height)"),
            RunFact(key: "camera.offset", value: "\(offset)"),
            RunFact(key: "camera.electronsPerGrey", value: "\(electronsPerGrey)"),
            RunFact(key: "camera.readNoiseElectrons", value: "\(readNoiseElectrons)"),
        ]
    }
}
