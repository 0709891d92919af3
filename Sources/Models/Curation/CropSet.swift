/// All cells of a list of frames, cut out.
package struct CropSet: Sendable {
    package let settings: CropSettings
    package let crops: [CellCrop]
    /// What a reader must know.
    package let notes: [String]

    /// Cuts out every annotated cell.
    ///
    /// - Throws: ``CurationError``: `empty` where no frame has a cell, and as ``CropMaker``.
    package static func make(
        _ frames: [TrainingFrame], settings: CropSettings
    ) throws(CurationError) -> CropSet {
        let fields = try fields(frames, settings: settings) { !$0.cells.isEmpty }
        var crops: [CellCrop] = []
        var alone = 0
        for field in fields {
            let makers = makers(for: field, among: fields, settings: settings)
            for cell in field.frame.cells {
                var crop = makers(cell).crop(cell)
                crop.facts.order /= Double(max(1, frames.count - 1))
                if settings.history != .none, !crop.hasEarlier { alone += 1 }
                crops.append(crop)
            }
        }
        guard !crops.isEmpty else {
            throw CurationError(
                .empty, "no frame has an annotated cell; add cells.csv with frame, label, x and y")
        }
        var notes: [String] = []
        if alone > 0 {
            notes.append("\(alone) of \(crops.count) cells have no earlier frame: now stands in")
        }
        return CropSet(settings: settings, crops: crops, notes: notes)
    }

    /// Cuts out places without any cell: what a network can tell from these, it has not learnt from
    /// cells.
    ///
    /// Each gets the class and damage that most cells of its frame have (their median damage).
    ///
    /// - Parameter perFrame: As many as are found, up to this.
    /// - Throws: As ``make(_:settings:)``; `empty` where cells leave no room anywhere.
    package static func background(
        _ frames: [TrainingFrame], perFrame: Int = 8, settings: CropSettings
    ) throws(CurationError) -> CropSet {
        var crops: [CellCrop] = []
        let fields = try fields(frames, settings: settings) { _ in true }
        for field in fields {
            let maker = CropMaker(
                now: field,
                earlier: earlier(than: field, among: fields, holding: nil, settings: settings),
                settings: settings)
            let places = BackgroundPlaces(field, settings: settings).draw(perFrame)
            let verdict = FrameVerdict(field.frame, classes: settings.classes)
            for place in places {
                var crop = maker.background(x: place.x, y: place.y)
                crop.facts.order /= Double(max(1, frames.count - 1))
                crop.classIndex = verdict.classIndex
                crop.damage = verdict.damage
                crops.append(crop)
            }
        }
        guard !crops.isEmpty else {
            let micrometers = Double(settings.pixels) * settings.pixelMicrometers
            throw CurationError(
                .empty,
                "no field has \(micrometers) µm square without a cell; add a sparser field to test "
                    + "whether background alone gives the answer")
        }
        return CropSet(settings: settings, crops: crops, notes: [])
    }

    private static func fields(
        _ frames: [TrainingFrame], settings: CropSettings, where isWanted: (TrainingFrame) -> Bool
    ) throws(CurationError) -> [CropField] {
        var fields: [CropField] = []
        for (index, frame) in frames.enumerated() where isWanted(frame) {
            fields.append(try CropField(frame, index: index, settings: settings))
        }
        return fields
    }

    /// The maker for each cell of a field: cells may have different earlier frames.
    private static func makers(
        for field: CropField, among fields: [CropField], settings: CropSettings
    ) -> (AnnotatedCell) -> CropMaker {
        { cell in
            CropMaker(
                now: field,
                earlier: earlier(
                    than: field, among: fields, holding: cell.name, settings: settings),
                settings: settings)
        }
    }

    /// The frame of the same position and size whose age is nearest to what is asked for.
    private static func earlier(
        than field: CropField, among fields: [CropField], holding name: String?,
        settings: CropSettings
    ) -> CropField? {
        let wanted: Double
        switch settings.history {
        case .none: return nil
        case .samePlace(let seconds), .sameCell(let seconds): wanted = seconds
        }
        let candidates = fields.filter { other in
            other.frame.source == field.frame.source
                && other.frame.position == field.frame.position
                && other.frame.seconds < field.frame.seconds && other.width == field.width
                && other.height == field.height && other.step == field.step
                && (name.map { name in other.frame.cells.contains { $0.name == name } } ?? true)
        }
        return candidates.min {
            abs(field.frame.seconds - $0.frame.seconds - wanted)
                < abs(field.frame.seconds - $1.frame.seconds - wanted)
        }
    }
}
