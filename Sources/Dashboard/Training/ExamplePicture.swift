import Models

/// Pixels of an example as they appear on the page.
enum ExamplePicture {
    /// Dark blue over grey to yellow, evenly brighter, for colour-blind readers too.
    ///
    /// - Source: cividis, J. R. Nuñez, C. R. Anderton, R. S. Renslow, PLoS ONE 13 (2018) e0199239.
    static let heat = ["#00204d", "#31446b", "#666970", "#958f78", "#cbba69", "#ffea46"]

    static func raster(_ content: TrainingExample.Content) -> RasterImage {
        switch content {
        case .image(let image, let range): raster(image, range)
        case .labels(let labels):
            painted(
                labels,
                on: raster(FloatImage(width: labels.width, height: labels.height), .init(0, 1)),
                isFilled: true)
        case .outlines(let labels, let image, let range):
            painted(labels, on: raster(image, range), isFilled: false)
        }
    }

    private static func raster(
        _ image: FloatImage, _ range: TrainingExample.Range
    ) -> RasterImage {
        let span = max(range.high - range.low, .leastNormalMagnitude)
        let levels = image.pixels.map { pixel in
            let level = (pixel - range.low) / span
            return level.isNaN ? 0 : min(max(level, 0), 1)
        }
        switch range.ramp {
        case .grey:
            return RasterImage(
                width: image.width, height: image.height, kind: .grey,
                bytes: levels.map { UInt8(($0 * 255).rounded()) })
        case .heat:
            return RasterImage(
                width: image.width, height: image.height, kind: .rgb, bytes: levels.flatMap(color))
        }
    }

    private static let heatColors = heat.compactMap { RGBColor($0) }

    private static func color(_ level: Float) -> [UInt8] {
        let place = level * Float(heatColors.count - 1)
        let index = min(Int(place), heatColors.count - 2)
        let part = place - Float(index)
        let (low, high) = (heatColors[index], heatColors[index + 1])
        return [(low.red, high.red), (low.green, high.green), (low.blue, high.blue)].map {
            UInt8((Float($0) * (1 - part) + Float($1) * part).rounded())
        }
    }

    /// `picture` with the borders of all objects in colour, and their insides too where `isFilled`.
    private static func painted(
        _ labels: LabelImage, on picture: RasterImage, isFilled: Bool
    ) -> RasterImage {
        precondition(
            labels.width == picture.width && labels.height == picture.height,
            "labels lie on an image of their own size")
        var bytes = picture.kind == .rgb ? picture.bytes : picture.bytes.flatMap { [$0, $0, $0] }
        for y in 0..<labels.height {
            for x in 0..<labels.width where labels[x, y] != 0 {
                let isBorder = labels.isBorder(x, y)
                guard isFilled || isBorder else { continue }
                let colors = ChartPalette.outlines
                let color = colors[Int(labels[x, y].magnitude) % colors.count]
                let start = (y * labels.width + x) * 3
                for (offset, part) in [color.red, color.green, color.blue].enumerated() {
                    bytes[start + offset] = isBorder ? part : part / 2
                }
            }
        }
        return RasterImage(width: labels.width, height: labels.height, kind: .rgb, bytes: bytes)
    }
}

extension LabelImage {
    /// Whether a neighbour belongs to another object or to none; the image's edge is no border.
    fileprivate func isBorder(_ x: Int, _ y: Int) -> Bool {
        [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)].contains { column, row in
            (0..<width).contains(column) && (0..<height).contains(row)
                && self[column, row] != self[x, y]
        }
    }
}
