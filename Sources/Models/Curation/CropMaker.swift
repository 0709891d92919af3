/// Cuts cells out of one frame and, if asked for, out of an earlier one.
package struct CropMaker {
    private let now: CropField
    private let earlier: CropField?
    private let settings: CropSettings

    /// - Parameters:
    ///   - index: Of the frame in its list.
    ///   - earlier: A frame of the same position; `nil` where there is none.
    /// - Throws: ``CurationError`` with `missingPixelSize`, `missingChannel`, `notFinite` or
    ///   `shapeMismatch`.
    package init(
        _ frame: TrainingFrame, index: Int = 0, earlier: TrainingFrame? = nil,
        settings: CropSettings
    ) throws(CurationError) {
        precondition(!settings.channels.isEmpty, "a crop has a channel")
        let now = try CropField(frame, index: index, settings: settings)
        var before: CropField?
        if let earlier, settings.history != .none {
            before = try CropField(earlier, index: index, settings: settings)
        }
        self.init(now: now, earlier: before, settings: settings)
    }

    init(now: CropField, earlier: CropField?, settings: CropSettings) {
        self.now = now
        self.earlier = earlier
        self.settings = settings
    }

    /// The crop round `cell`, whose centre is in the frame.
    package func crop(_ cell: AnnotatedCell) -> CellCrop {
        let sampler = now.sampler(x: cell.x, y: cell.y)
        let mask = mask(of: cell.label, in: now, sampler)
        var crop = emptyCrop(x: cell.x, y: cell.y)
        crop.mask = mask
        crop.cell = cell.name
        crop.classIndex = cell.state.flatMap(settings.classes.index)
        crop.damage = cell.damage
        crop.isAtBorder = sampler.crossesBorder
        let samples = now.images.map(sampler.apply)
        if let first = samples.first {
            crop.facts.brightness = Self.mean(first, where: mask)
        }
        add(now, samples, mask: mask, salt: 0, to: &crop)
        guard settings.history != .none else { return crop }
        addEarlier(cell, mask: mask, sampler, to: &crop)
        return crop
    }

    /// A crop of the bare field, with nothing replaced.
    func background(x: Double, y: Double) -> CellCrop {
        let sampler = now.sampler(x: x, y: y)
        let all = [Bool](repeating: true, count: settings.pixels * settings.pixels)
        var crop = emptyCrop(x: x, y: y)
        crop.mask = all
        crop.isAtBorder = sampler.crossesBorder
        let samples = now.images.map(sampler.apply)
        if let first = samples.first {
            crop.facts.brightness = Self.mean(first, where: all)
        }
        add(now, samples, mask: all, salt: 0, to: &crop)
        guard settings.history != .none else { return crop }
        let before = earlier ?? now
        add(before, before.images.map(sampler.apply), mask: all, salt: 1, to: &crop)
        crop.hasEarlier = earlier != nil
        return crop
    }

    private func addEarlier(
        _ cell: AnnotatedCell, mask: [Bool], _ sampler: AreaSampler, to crop: inout CellCrop
    ) {
        crop.hasEarlier = earlier != nil
        guard let earlier else {
            return add(now, now.images.map(sampler.apply), mask: mask, salt: 1, to: &crop)
        }
        let then = earlier.frame.cells.first { $0.name == cell.name && !cell.name.isEmpty }
        guard case .sameCell = settings.history, let then else {
            // At the same place, and the same pixels: what moved shows, and no track is needed.
            return add(
                earlier, earlier.images.map(sampler.apply), mask: mask, salt: 1, to: &crop)
        }
        let moved = earlier.sampler(x: then.x, y: then.y)
        add(
            earlier, earlier.images.map(moved.apply),
            mask: self.mask(of: then.label, in: earlier, moved), salt: 1, to: &crop)
    }

    private func emptyCrop(x: Double, y: Double) -> CellCrop {
        var facts = FieldFacts()
        if let statistics = now.statistics.first {
            facts.backgroundMedian = statistics.backgroundMedian
            facts.backgroundSpread = statistics.backgroundSpread
            facts.focus = statistics.gradientEnergy
        }
        facts.confluence = now.confluence
        facts.x = x / Double(max(1, now.width - 1))
        facts.y = y / Double(max(1, now.height - 1))
        facts.order = Double(now.index)
        facts.seconds = now.frame.seconds
        return CellCrop(
            images: [], mask: [], noise: [], classIndex: nil, damage: nil,
            source: now.frame.source, position: now.frame.position, frame: now.index, cell: "",
            hasEarlier: false, isAtBorder: false, facts: facts)
    }

    private func mask(of label: Int32, in field: CropField, _ sampler: AreaSampler) -> [Bool] {
        let side = settings.pixels
        let labels =
            field.labels.map(sampler.labels) ?? [Int32](repeating: 0, count: side * side)
        return CropMask.make(
            labels: labels, label: label, side: side,
            dilation: settings.dilationMicrometers / settings.pixelMicrometers,
            radius: settings.discMicrometers / settings.pixelMicrometers)
    }

    /// Adds every channel of a field: relative to its background, with noise outside the mask.
    private func add(
        _ field: CropField, _ samples: [FloatImage], mask: [Bool], salt: UInt64,
        to crop: inout CellCrop
    ) {
        var hash = StableHash(seed: settings.seed)
        hash.combine(field.frame.source)
        hash.combine(field.frame.position)
        hash.combine(field.frame.seconds.bitPattern)
        hash.combine(crop.cell)
        hash.combine(salt)
        var random = SplitMix64(seed: hash.value)
        for (sample, statistics) in zip(samples, field.statistics) {
            let scale = statistics.scale(settings.unit)
            let noise = statistics.backgroundSpread / scale
            var result = sample
            result.pixels.withUnsafeMutableBufferPointer { pixels in
                for place in pixels.indices {
                    let value =
                        mask[place]
                        ? (Double(pixels[place]) - statistics.backgroundMedian) / scale
                        : noise * RandomDraws.nearNormal(&random)
                    pixels[place] = Float(value)
                }
            }
            crop.images.append(result)
            crop.noise.append(noise)
        }
    }

    private static func mean(_ image: FloatImage, where mask: [Bool]) -> Double {
        var sum = 0.0
        var count = 0.0
        for (value, isKept) in zip(image.pixels, mask) where isKept {
            sum += Double(value)
            count += 1
        }
        return count > 0 ? sum / count : 0
    }
}
