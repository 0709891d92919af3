extension TrainingFrame {
    /// Width and height of the pixel grid that labels and cells are in; `nil` without images.
    ///
    /// Sharp images have a finer grid and count only where there is nothing else.
    package var pixelGrid: (width: Int, height: Int)? {
        if let image = images.first(where: { $0.kind != .sharp })?.image {
            return (image.width, image.height)
        }
        if let labels = labels.sorted(by: { $0.key < $1.key }).first?.value {
            return (labels.width, labels.height)
        }
        return images.first.map { ($0.image.width, $0.image.height) }
    }

    /// The part of the field inside `region`, with the cells whose centres are there.
    ///
    /// - Parameter region: Inside ``pixelGrid``. Sharp images are cut by their own multiple of it.
    package func cropped(to region: PixelRegion) -> TrainingFrame {
        guard let grid = pixelGrid else { return self }
        var result = self
        for index in images.indices {
            let image = images[index].image
            let factor = max(1, image.width / max(1, grid.width))
            result.images[index].image = image.cropped(
                x: region.x * factor, y: region.y * factor, width: region.width * factor,
                height: region.height * factor)
        }
        result.labels = labels.mapValues {
            $0.cropped(x: region.x, y: region.y, width: region.width, height: region.height)
        }
        result.cells = cells.filter { region.contains(x: $0.x, y: $0.y) }.map {
            var cell = $0
            cell.x -= Double(region.x)
            cell.y -= Double(region.y)
            return cell
        }
        return result
    }
}
