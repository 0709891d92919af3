extension FloatImage {
    /// A copy turned and mirrored.
    package func oriented(_ orientation: Orientation) -> FloatImage {
        FloatImage(
            width: orientation.swapsAxes ? height : width,
            height: orientation.swapsAxes ? width : height,
            pixels: Raster.oriented(pixels, width: width, height: height, orientation))
    }

    /// The pixels of a rectangle that lies inside the image.
    package func cropped(x: Int, y: Int, width newWidth: Int, height newHeight: Int) -> FloatImage {
        precondition(
            x >= 0 && y >= 0 && newWidth >= 0 && newHeight >= 0 && x + newWidth <= width
                && y + newHeight <= height, "a crop lies inside the image")
        return rearranged(
            columns: Array(x..<x + newWidth), rows: Array(y..<y + newHeight))
    }

    /// Mirrors the image beyond its right and lower border until both sides are multiples.
    ///
    /// The border pixel is not doubled. ``cropped(x:y:width:height:)`` from (0, 0) undoes it.
    package func padded(toMultipleOf multiple: Int) -> FloatImage {
        precondition(multiple > 0, "a multiple of something")
        let newWidth = (width + multiple - 1) / multiple * multiple
        let newHeight = (height + multiple - 1) / multiple * multiple
        guard newWidth != width || newHeight != height else { return self }
        return rearranged(
            columns: (0..<newWidth).map { Border.single($0, count: width) },
            rows: (0..<newHeight).map { Border.single($0, count: height) })
    }

    /// Adds `margin` pixels on every side, each a copy of the one that `border` names.
    func padded(by margin: Int, border: (_ index: Int, _ count: Int) -> Int) -> FloatImage {
        rearranged(
            columns: (-margin..<width + margin).map { border($0, width) },
            rows: (-margin..<height + margin).map { border($0, height) })
    }

    private func rearranged(columns: [Int], rows: [Int]) -> FloatImage {
        FloatImage(
            width: columns.count, height: rows.count,
            pixels: Raster.rearranged(
                pixels, width: width, toWidth: columns.count, height: rows.count, column: columns,
                row: rows))
    }
}
