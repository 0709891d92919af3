internal import Documents
internal import Models

/// One row of `frames.csv`: one image, and what it shows.
struct FrameRow {
    enum Content: Equatable {
        case image(ChannelImage.Kind)
        case labels
    }

    static let requiredColumns = ["frame", "channel", "file"]
    static let optionalColumns = [
        "position", "seconds", "kind", "light", "page", "pixel_um", "offset",
        "electrons_per_count", "read_noise",
    ]

    let frame: String
    let position: String
    let seconds: Double
    /// Of labels: what they outline.
    let channel: String
    let content: Content
    let light: Double
    let file: String
    let page: Int
    let pixelMicrometers: Double?
    let calibration: SensorCalibration?
    /// The camera is known but for its read noise, which counts as 0.
    let lacksReadNoise: Bool
    /// `FOLDER/frames.csv:12`; the image's own path where there is no table.
    let place: String

    init(_ row: CSVTable.Row) throws(LearningError) {
        frame = try row.required("frame")
        position = row["position"] ?? frame
        seconds = try row.number("seconds") ?? 0
        let name = try row.required("channel")
        let isNamedLabels = name.hasSuffix("-labels") && name != "-labels"
        content = try Self.content(row, isNamedLabels: isNamedLabels)
        channel = content == .labels && isNamedLabels ? String(name.dropLast(7)) : name
        light = try row.number("light") ?? 1
        guard light >= 0 else { throw row.fail("light is 0 or more, not \(light)") }
        file = try row.required("file")
        page = try row.wholeNumber("page") ?? 0
        pixelMicrometers = try row.number("pixel_um")
        guard pixelMicrometers.map({ $0 > 0 }) ?? true else {
            throw row.fail("pixel_um is above 0, or empty")
        }
        calibration = try Self.calibration(row)
        lacksReadNoise = row["read_noise"] == nil && calibration != nil
        place = "\(row.path):\(row.line)"
    }

    /// An image or its labels in a folder that has no table.
    init(image file: String, of frame: String, isLabels: Bool, place: String) {
        self.frame = frame
        self.file = file
        self.place = place
        position = frame
        seconds = 0
        channel = isLabels ? "cells" : "image"
        content = isLabels ? .labels : .image(.frame)
        light = 1
        page = 0
        pixelMicrometers = nil
        calibration = nil
        lacksReadNoise = false
    }

    private static func content(
        _ row: CSVTable.Row, isNamedLabels: Bool
    ) throws(LearningError) -> Content {
        guard let kind = row["kind"] else { return isNamedLabels ? .labels : .image(.frame) }
        if kind == "labels" { return .labels }
        guard let kind = ChannelImage.Kind(rawValue: kind) else {
            let known = ChannelImage.Kind.allCases.map(\.rawValue) + ["labels"]
            throw row.fail(unknown("kind", kind, known: known))
        }
        return .image(kind)
    }

    private static func calibration(_ row: CSVTable.Row) throws(LearningError) -> SensorCalibration?
    {
        let noise = try row.number("read_noise")
        guard noise.map({ $0 >= 0 }) ?? true else { throw row.fail("read_noise is 0 or more") }
        let offset = try row.number("offset")
        guard let gain = try row.number("electrons_per_count") else { return nil }
        guard gain > 0 else { throw row.fail("electrons_per_count is above 0, or empty") }
        guard let offset else { return nil }
        return SensorCalibration(
            offset: offset, electronsPerGrey: gain, readNoiseElectrons: noise ?? 0)
    }
}
