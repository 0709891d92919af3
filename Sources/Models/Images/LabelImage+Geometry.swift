extension LabelImage {
    /// A copy turned and mirrored.
    package func oriented(_ orientation: Orientation) -> LabelImage {
        LabelImage(
            width: orientation.swapsAxes ? height : width,
            height: orientation.swapsAxes ? width : height,
            labels: Raster.oriented(labels, width: width, height: height, orientation))
    }

    /// The pixels of a rectangle that lies inside the image.
    package func cropped(x: Int, y: Int, width newWidth: Int, height newHeight: Int) -> LabelImage {
        precondition(
            x >= 0 && y >= 0 && newWidth >= 0 && newHeight >= 0 && x + newWidth <= width
                && y + newHeight <= height, "a crop lies inside the image")
        return rearranged(columns: Array(x..<x + newWidth), rows: Array(y..<y + newHeight))
    }

    /// Mirrors the image beyond its right and lower border until both sides are multiples.
    package func padded(toMultipleOf multiple: Int) -> LabelImage {
        precondition(multiple > 0, "a multiple of something")
        let newWidth = (width + multiple - 1) / multiple * multiple
        let newHeight = (height + multiple - 1) / multiple * multiple
        return rearranged(
            columns: (0..<newWidth).map { Border.single($0, count: width) },
            rows: (0..<newHeight).map { Border.single($0, count: height) })
    }

    /// A copy of another size in which each pixel has the label of the nearest one.
    package func resized(width newWidth: Int, height newHeight: Int) -> LabelImage {
        rearranged(
            columns: Resizing.nearest(from: width, to: newWidth),
            rows: Resizing.nearest(from: height, to: newHeight))
    }

    private func rearranged(columns: [Int], rows: [Int]) -> LabelImage {
        LabelImage(
            width: columns.count, height: rows.count,
            labels: Raster.rearranged(
                labels, width: width, toWidth: columns.count, height: rows.count, column: columns,
                row: rows))
    }
}
