/// Brightness of one channel of a field, at the pixel size of the crops.
package struct FieldStatistics: Sendable, Equatable {
    /// Median of what no cell covers, or of everything where cells cover nearly all.
    package let backgroundMedian: Double
    /// 1.4826 median absolute deviations of the background, which for normal noise is its standard
    /// deviation; the standard deviation where that is 0.
    package let backgroundSpread: Double
    /// The same over all pixels.
    package let fieldSpread: Double
    /// 1.4826 median distances of the cells' pixels from the background; `nil` without cells.
    package let cellSpread: Double?
    /// Mean squared difference of neighbours, in units of the background: higher is sharper (or
    /// noisier).
    package let gradientEnergy: Double

    /// - Parameters:
    ///   - image: At the pixel size of the crops.
    ///   - isCell: For each pixel.
    init(_ image: FloatImage, isCell: [Bool]) {
        var background: [Float] = []
        var cells: [Float] = []
        var all: [Float] = []
        let stride = image.sparseStride
        all.reserveCapacity(image.pixels.count / stride + 1)
        background.reserveCapacity(all.capacity)
        for place in Swift.stride(from: 0, to: image.pixels.count, by: stride) {
            let value = image.pixels[place]
            all.append(value)
            if isCell[place] { cells.append(value) } else { background.append(value) }
        }
        if background.count < max(16, all.count / 100) { background = all }
        let median = Self.median(background)
        backgroundMedian = median
        backgroundSpread = Self.spread(background, around: median)
        fieldSpread = Self.spread(all, around: median)
        cellSpread = cells.count < 16 ? nil : Self.spread(cells, around: median)
        gradientEnergy = Self.gradientEnergy(image) / max(median * median, .leastNormalMagnitude)
    }

    /// What one unit of a crop's value is, in the image's own; above 0.
    func scale(_ unit: CropSettings.Unit) -> Double {
        let wanted =
            switch unit {
            case .cells: cellSpread ?? 0
            case .background: backgroundSpread
            case .field: fieldSpread
            }
        if wanted > 0 { return wanted }
        return backgroundSpread > 0 ? backgroundSpread : 1
    }

    private static func median(_ values: [Float]) -> Double {
        Double(Percentiles.of(values, at: [50])[0])
    }

    private static func spread(_ values: [Float], around middle: Double) -> Double {
        let deviation = 1.4826 * median(values.map { Float(abs(Double($0) - middle)) })
        guard deviation == 0 else { return deviation }
        let square = values.reduce(0.0) { sum, value in
            let away = Double(value) - middle
            return sum + away * away
        }
        return (square / Double(values.count)).squareRoot()
    }

    private static func gradientEnergy(_ image: FloatImage) -> Double {
        guard image.width > 1, image.height > 1 else { return 0 }
        let width = image.width
        var sum = 0.0
        image.pixels.withUnsafeBufferPointer { pixels in
            for y in 1..<image.height {
                for place in y * width + 1..<(y + 1) * width {
                    let across = Double(pixels[place] - pixels[place - 1])
                    let down = Double(pixels[place] - pixels[place - width])
                    sum += across * across + down * down
                }
            }
        }
        return sum / Double((image.width - 1) * (image.height - 1))
    }
}
