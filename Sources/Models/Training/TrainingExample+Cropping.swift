extension TrainingExample.Content {
    /// Pixels in a row.
    package var width: Int {
        switch self {
        case .image(let image, _), .outlines(_, on: let image, _): image.width
        case .labels(let labels): labels.width
        }
    }

    package var height: Int {
        switch self {
        case .image(let image, _), .outlines(_, on: let image, _): image.height
        case .labels(let labels): labels.height
        }
    }

    /// Objects that are outlined; `nil` where there are no labels.
    package var objectCount: Int? {
        switch self {
        case .image: nil
        case .labels(let labels), .outlines(let labels, _, _):
            Set(labels.labels).subtracting([0]).count
        }
    }

    /// What shows its values; `nil` for labels alone.
    package var range: TrainingExample.Range? {
        switch self {
        case .image(_, let range), .outlines(_, _, let range): range
        case .labels: nil
        }
    }

    /// The middle of it, with `part` (0 to 1) of its width and height.
    package func middle(_ part: Double) -> Self {
        guard part < 1 else { return self }
        let newWidth = max(1, Int(Double(width) * part))
        let newHeight = max(1, Int(Double(height) * part))
        let (x, y) = ((width - newWidth) / 2, (height - newHeight) / 2)
        func cut(_ image: FloatImage) -> FloatImage {
            image.cropped(x: x, y: y, width: newWidth, height: newHeight)
        }
        func cut(_ labels: LabelImage) -> LabelImage {
            labels.cropped(x: x, y: y, width: newWidth, height: newHeight)
        }
        switch self {
        case .image(let image, let range): return .image(cut(image), range)
        case .labels(let labels): return .labels(cut(labels))
        case .outlines(let labels, let image, let range):
            return .outlines(cut(labels), on: cut(image), range)
        }
    }
}
