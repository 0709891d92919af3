/// What the description of a TIFF file's first page says of the stack.
///
/// - Source: ImageJ's `key=value` lines, OME-XML 2016-06, and the JSON of tifffile's "shaped" files.
package struct StackDescription: Equatable, Sendable {
    package enum Writer: Equatable, Sendable {
        case imageJ, ome, tifffile, unknown
    }

    package let writer: Writer
    /// The lines of ImageJ, or the attributes of OME's first `Pixels`.
    package let values: [String: String]
    /// `nil` where the description says nothing, or nothing that makes sense.
    package let axes: StackAxes?
    /// Between z planes, in µm.
    package let zStepMicrometers: Double?
    /// Between times, in seconds.
    package let timeStepSeconds: Double?
    /// Empty where nobody named them.
    package let channelNames: [String]

    package init(_ text: String) {
        if text.hasPrefix("ImageJ=") {
            writer = .imageJ
            let values = Self.lines(text)
            self.values = values
            axes = Self.imageJAxes(values)
            let unit = Self.micrometers(of: values["unit"] ?? "")
            zStepMicrometers = unit.flatMap { Self.positive(values["spacing"], times: $0) }
            timeStepSeconds = Self.positive(values["finterval"], times: 1)
            channelNames = []
        } else if let pixels = MarkupTag.first("Pixels", in: text) {
            writer = .ome
            values = pixels
            axes = Self.omeAxes(pixels)
            let unit = Self.micrometers(of: pixels["PhysicalSizeZUnit"] ?? "µm")
            zStepMicrometers = unit.flatMap { Self.positive(pixels["PhysicalSizeZ"], times: $0) }
            let isSeconds = (pixels["TimeIncrementUnit"] ?? "s") == "s"
            timeStepSeconds = isSeconds ? Self.positive(pixels["TimeIncrement"], times: 1) : nil
            channelNames = MarkupTag.all("Channel", in: text).compactMap { $0["Name"] }
        } else {
            axes = Self.shapedAxes(text)
            writer = axes == nil ? .unknown : .tifffile
            values = [:]
            zStepMicrometers = nil
            timeStepSeconds = nil
            channelNames = []
        }
    }

    /// The size of a pixel along x, where the description says in which unit.
    ///
    /// - Parameter pixelsPerUnit: What the tag XResolution says; ImageJ counts it in its own unit.
    package func pixelMicrometers(pixelsPerUnit: Double) -> Double? {
        switch writer {
        case .imageJ:
            guard let unit = Self.micrometers(of: values["unit"] ?? ""), pixelsPerUnit > 0 else {
                return nil
            }
            return Self.rounded(unit / pixelsPerUnit)
        case .ome:
            let unit = Self.micrometers(of: values["PhysicalSizeXUnit"] ?? "µm")
            return unit.flatMap { Self.positive(values["PhysicalSizeX"], times: $0) }
        case .tifffile, .unknown: return nil
        }
    }

    /// A resolution is kept as a 32 bit number: seven digits of it mean something.
    private static func rounded(_ value: Double) -> Double? {
        guard value.isFinite, value > 0 else { return nil }
        var scale = 1e6
        while value * scale < 1e5, scale < 1e12 { scale *= 10 }
        return (value * scale).rounded() / scale
    }

    private static func positive(_ text: String?, times factor: Double) -> Double? {
        guard let value = text.flatMap({ Double($0) }), value.isFinite, value > 0 else {
            return nil
        }
        return value * factor
    }

    /// How many µm one `unit` is.
    private static func micrometers(of unit: String) -> Double? {
        switch unit {
        case "micron", "microns", "um", "µm", "\u{3BC}m", "\\u00B5m", "micrometer", "&#181;m": 1
        case "nm", "nanometer": 1e-3
        case "mm", "millimeter": 1e3
        case "cm": 1e4
        default: nil
        }
    }

    private static func lines(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            guard let sign = line.firstIndex(of: "=") else { continue }
            values[String(line[..<sign])] = String(line[line.index(after: sign)...])
        }
        return values
    }

    private static func imageJAxes(_ values: [String: String]) -> StackAxes? {
        func size(_ key: String) -> Int { values[key].flatMap { Int($0) } ?? 1 }
        var axes = StackAxes(
            sizeC: size("channels"), sizeZ: size("slices"), sizeT: size("frames"))
        // A plain stack has "images" alone; its pages are z or time, and ImageJ takes z.
        let images = size("images")
        if axes.pageCount == 1, images > 1 { axes.sizeZ = images }
        return axes.pageCount == nil ? nil : axes
    }

    private static func omeAxes(_ values: [String: String]) -> StackAxes? {
        func size(_ key: String) -> Int? { values[key].flatMap { Int($0) } }
        let order = (values["DimensionOrder"] ?? "XYCZT").dropFirst(2).lowercased()
        guard let c = size("SizeC"), let z = size("SizeZ"), let t = size("SizeT"),
            order.count == 3, Set(order) == Set("czt")
        else { return nil }
        let axes = StackAxes(sizeC: c, sizeZ: z, sizeT: t, order: order)
        return axes.pageCount == nil ? nil : axes
    }

    /// `{"shape": [13, 1024, 704], "axes": "ZYX"}`, in the order that tifffile writes.
    private static func shapedAxes(_ text: String) -> StackAxes? {
        guard text.hasPrefix("{"), let shape = between("\"shape\": [", "]", in: text),
            let letters = between("\"axes\": \"", "\"", in: text), letters.hasSuffix("YX")
        else { return nil }
        let sizes = shape.split(separator: ",").map { Int($0.filter { $0 != " " }) ?? 0 }
        let names = letters.lowercased().dropLast(2)
        guard sizes.count == letters.count, Set(names).count == names.count,
            names.allSatisfy({ "czt".contains($0) })
        else { return nil }
        let size = Dictionary(zip(names, sizes)) { first, _ in first }
        let order = String(names.reversed()) + "czt".filter { !names.contains($0) }
        let axes = StackAxes(
            sizeC: size["c"] ?? 1, sizeZ: size["z"] ?? 1, sizeT: size["t"] ?? 1, order: order)
        return axes.pageCount == nil ? nil : axes
    }

    private static func between(_ start: String, _ end: Character, in text: String) -> Substring? {
        guard let range = text.firstRange(of: start) else { return nil }
        let rest = text[range.upperBound...]
        return rest.firstIndex(of: end).map { rest[..<$0] }
    }
}
