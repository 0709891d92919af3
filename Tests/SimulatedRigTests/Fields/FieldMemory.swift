import Testing

@testable import SimulatedRig

/// A training folder in memory, with its tables read.
struct FieldMemory: FieldSink, Equatable {
    typealias Row = [String: String]

    private(set) var files: [String: [FieldImage]] = [:]
    private(set) var tables: [String: String] = [:]

    mutating func write(_ pages: [FieldImage], to path: String) throws(SettingsError) {
        files[path] = pages
    }

    mutating func write(_ table: String, to path: String) throws(SettingsError) {
        tables[path] = table
    }

    /// Renders fields with default settings but for what `change` sets.
    static func made(_ change: (inout FieldSettings) -> Void) throws -> FieldMemory {
        var settings = FieldSettings()
        settings.fields = 6
        settings.size = 160
        change(&settings)
        var memory = FieldMemory()
        try FieldGenerator(settings).run(into: &memory)
        return memory
    }

    var frames: [Row] { rows("frames.csv") }
    var cells: [Row] { rows("cells.csv") }

    /// The rows of a table by the names in its header.
    private func rows(_ table: String) -> [Row] {
        let lines = (tables[table] ?? "").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }

    func image(_ row: Row) throws -> FieldImage {
        let pages = try #require(files[row["file"] ?? ""])
        let page = try #require(Int(row["page"] ?? ""))
        try #require(pages.indices.contains(page))
        return pages[page]
    }

    /// The first image of a frame that fits.
    func image(_ frame: String, _ channel: String, _ kind: FieldKind, light: String = "1") throws
        -> FieldImage
    {
        let row = frames.first {
            $0["frame"] == frame && $0["channel"] == channel && $0["kind"] == kind.rawValue
                && $0["light"] == light
        }
        return try image(#require(row))
    }

    /// Names of the frames, once each.
    var names: [String] { Set(frames.compactMap { $0["frame"] }).sorted() }
}

extension FieldImage {
    /// Electrons, or counts turned into electrons above the offset of the default sensor.
    var electrons: [Double] {
        switch pixels {
        case .electrons(let electrons): electrons.map(Double.init)
        case .counts(let counts): counts.map { (Double($0) - 100) * 0.46 }
        }
    }

    var labels: [Int] {
        if case .counts(let counts) = pixels { return counts.map(Int.init) }
        return []
    }
}
