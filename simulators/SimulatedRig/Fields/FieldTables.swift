/// The tables of a training folder: which page shows what, and which cells there are.
struct FieldTables {
    private(set) var frames =
        "frame,position,seconds,channel,kind,light,file,page,pixel_um,offset,electrons_per_count,"
        + "read_noise\n"
    private(set) var cells = "frame,label,name,x,y,state,damage\n"
    private let settings: FieldSettings

    init(_ settings: FieldSettings) {
        self.settings = settings
    }

    /// The file that pages of `kind` of `frame` go to.
    static func file(_ frame: String, _ kind: FieldKind) -> String {
        "\(kind.folder)/\(frame).tif"
    }

    /// Adds all pages and cells of `frame`; pages of each kind are counted in their order.
    mutating func add(
        _ field: RenderedField, frame: String, position: String, seconds: Double, specimen: Int
    ) {
        var pages: [FieldKind: Int] = [:]
        for image in field.images {
            let page = pages[image.kind, default: 0]
            pages[image.kind] = page + 1
            frames += "\(frame),\(position),\(number(seconds, 3)),\(image.channel),"
            frames += "\(image.kind.rawValue),\(number(image.light, 7)),"
            frames += "\(Self.file(frame, image.kind)),\(page),\(meaning(of: image.kind))\n"
        }
        for cell in field.cells {
            cells += "\(frame),\(cell.label),s\(specimen)-c\(cell.id),\(number(cell.x, 2)),"
            cells += "\(number(cell.y, 2)),\(cell.phase.rawValue),\(number(cell.damage, 4))\n"
        }
    }

    /// Pixel, offset, electrons per count and read noise.
    private func meaning(of kind: FieldKind) -> String {
        let sensor = settings.sensor
        let pixel = number(settings.pixelMicrometers, 6)
        switch kind {
        case .frame:
            return "\(pixel),\(number(sensor.offset, 3)),\(number(sensor.electronsPerCount, 4)),"
                + number(sensor.darkNoise, 3)
        case .truth, .labels: return "\(pixel),,,"
        // A frame has one pixel size, and these pixels have half of it.
        case .sharp: return ",,,"
        }
    }

    /// Without zeros at the end.
    private func number(_ value: Double, _ places: Int) -> String {
        var text = fixed(value, places)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
