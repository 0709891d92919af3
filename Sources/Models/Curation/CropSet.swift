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
        let history = CropHistory(fields, settings: settings)
        for field in fields {
            for cell in field.frame.cells {
                // Cells of one frame may have different earlier ones.
                let maker = CropMaker(
                    now: field, earlier: history.earlier(than: field, holding: cell.name),
                    settings: settings)
                var crop = maker.crop(cell)
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
        let history = CropHistory(fields, settings: settings)
        for field in fields {
            let earlier = history.earlier(than: field, holding: nil)
            let maker = CropMaker(now: field, earlier: earlier, settings: settings)
            let places = BackgroundPlaces(field, earlier: earlier, settings: settings)
                .draw(perFrame)
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
}
