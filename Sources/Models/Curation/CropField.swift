/// One frame, ready to have crops cut from it.
struct CropField {
    let index: Int
    private(set) var frame: TrainingFrame
    let images: [FloatImage]
    let statistics: [FieldStatistics]
    private(set) var labels: LabelImage?
    /// Pixels of the frame per pixel of a crop.
    let step: Double
    private let settings: CropSettings

    /// - Throws: ``CurationError`` with `missingPixelSize`, `missingChannel` or `shapeMismatch`.
    init(_ frame: TrainingFrame, index: Int, settings: CropSettings) throws(CurationError) {
        let place = "\(frame.source) \(frame.position) at \(frame.seconds) s"
        guard let size = frame.pixelMicrometers, size.isFinite, size > 0 else {
            throw CurationError(
                .missingPixelSize, "\(place): no pixel size; fill the column pixel_um")
        }
        var images: [FloatImage] = []
        for channel in settings.channels {
            guard let image = frame.image(channel, settings.kind)?.image, !image.pixels.isEmpty
            else {
                throw CurationError(
                    .missingChannel,
                    "\(place): no \(settings.kind.rawValue) of channel \(channel); add it, "
                        + "or leave the channel out of the training")
            }
            guard image.isFinite else {
                throw CurationError(
                    .notFinite, "\(place): \(channel) holds NaN or infinity; leave the frame out")
            }
            images.append(image)
        }
        let labels =
            frame.labels["cells"] ?? (frame.labels.count == 1 ? frame.labels.first?.value : nil)
        guard
            let first = images.first,
            images.allSatisfy({ $0.width == first.width && $0.height == first.height }),
            labels.map({ $0.width == first.width && $0.height == first.height }) ?? true
        else {
            throw CurationError(
                .shapeMismatch, "\(place): channels and labels differ in size; crop them alike")
        }
        self.index = index
        self.frame = frame
        self.images = images
        self.labels = labels
        self.settings = settings
        step = settings.pixelMicrometers / size
        statistics = Self.statistics(
            images, labels: labels, frame: frame, step: step,
            radius: settings.discMicrometers / settings.pixelMicrometers)
    }

    /// What later frames are compared with: at the same place they need no outlines.
    var forLater: CropField {
        guard case .samePlace = settings.history else { return self }
        var result = self
        result.labels = nil
        result.frame.labels = [:]
        return result
    }

    var width: Int { images.first?.width ?? 0 }
    var height: Int { images.first?.height ?? 0 }

    /// Cells per 10 000 µm².
    var confluence: Double {
        let side = settings.pixelMicrometers / step
        return Double(frame.cells.count) / (Double(width * height) * side * side) * 10_000
    }

    func sampler(x: Double, y: Double) -> AreaSampler {
        AreaSampler(
            width: width, height: height, x: x, y: y, step: step, columns: settings.pixels,
            rows: settings.pixels)
    }

    private static func statistics(
        _ images: [FloatImage], labels: LabelImage?, frame: TrainingFrame, step: Double,
        radius: Double
    ) -> [FieldStatistics] {
        guard let first = images.first else { return [] }
        let columns = max(1, Int(Double(first.width) / step))
        let rows = max(1, Int(Double(first.height) / step))
        let middle = (x: Double(first.width - 1) / 2, y: Double(first.height - 1) / 2)
        let sampler = AreaSampler(
            width: first.width, height: first.height, x: middle.x, y: middle.y, step: step,
            columns: columns, rows: rows)
        var isCell = [Bool](repeating: false, count: columns * rows)
        if let labels {
            isCell = sampler.labels(of: labels).map { $0 != 0 }
        } else {
            for cell in frame.cells {
                let x = (cell.x - middle.x) / step + Double(columns - 1) / 2
                let y = (cell.y - middle.y) / step + Double(rows - 1) / 2
                CropMask.addDisc(
                    to: &isCell, width: columns, height: rows, x: x, y: y, radius: radius)
            }
        }
        return images.map { FieldStatistics(sampler.apply(to: $0), isCell: isCell) }
    }
}
