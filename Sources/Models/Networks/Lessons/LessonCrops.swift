/// The crops that lessons of single cells start from.
enum LessonCrops {
    /// Crops of all cells whose middle is in their frame.
    ///
    /// - Throws: ``CurationError`` as ``CropSet``.
    static func make(
        _ frames: [TrainingFrame], settings: CropSettings
    ) throws(CurationError) -> CropSet {
        try CropSet.make(frames.map { $0.centredOnOutlines() }, settings: settings)
    }

    static func example(
        _ crop: CellCrop, targets: [Float], weights: [Float], group: Int
    ) -> CropExample {
        CropExample(
            images: crop.images, noise: crop.noise.map { Float($0) }, targets: targets,
            weights: weights, group: group)
    }

    /// 1 at `index`, 0 elsewhere; all 0 for `nil`.
    static func oneHot(_ index: Int?, of count: Int) -> [Float] {
        (0..<count).map { $0 == index ? 1 : 0 }
    }
}

extension TrainingFrame {
    /// The labels that outline the cells, if there are any.
    var cellOutlines: LabelImage? {
        labels["cells"] ?? (labels.count == 1 ? labels.first?.value : nil)
    }

    /// The same with each outlined cell's place in the middle of its outline, where a prediction
    /// will look, too.
    ///
    /// Cells without a pixel of their own are left out where there are outlines, and those whose
    /// place is beyond the field where there are none.
    package func centredOnOutlines() -> TrainingFrame {
        var result = self
        guard let outlines = cellOutlines else {
            guard let grid = pixelGrid else { return self }
            result.cells = cells.filter {
                (0..<Double(grid.width)).contains($0.x) && (0..<Double(grid.height)).contains($0.y)
            }
            return result
        }
        let centres = OutlineCentre.all(in: outlines)
        result.cells = cells.compactMap { cell in
            guard let centre = centres[cell.label] else { return nil }
            var moved = cell
            (moved.x, moved.y) = (centre.x, centre.y)
            return moved
        }
        return result
    }
}
