/// Magnifies an image by filling its spectrum up with zeros.
///
/// As in NanoPyx, so that numbers agree with it: sides that are no power of two, or differ, are
/// first continued by mirroring to a square power of two, and the result is scaled to the input's
/// range.
enum FourierUpsampling {
    /// - Returns: `image`, `magnification` times as wide and high; pixel (x, y) of it is at
    ///   (x, y)/`magnification` of the input.
    static func magnify(_ image: FloatImage, by magnification: Int) -> FloatImage {
        guard magnification > 1 else { return image }
        let side = powerOfTwo(atLeast: max(image.width, image.height))
        let left = (side - image.width + 1) / 2
        let top = (side - image.height + 1) / 2
        let spectrum = spectrum(of: image, side: side, left: left, top: top)
        let large = inverse(spectrum, side: side, magnification: magnification)
        return cut(
            large, range: range(image.pixels),
            x: left * magnification, y: top * magnification,
            width: image.width * magnification, height: image.height * magnification)
    }

    private static func spectrum(
        of image: FloatImage, side: Int, left: Int, top: Int
    ) -> ComplexImage {
        var work = ComplexImage(width: side, height: side)
        for row in 0..<side {
            let from = mirrored(row - top, count: image.height) * image.width
            for column in 0..<side {
                let place = from + mirrored(column - left, count: image.width)
                work.real[row * side + column] = Double(image.pixels[place])
            }
        }
        let transform = LineTransform(.forward, count: side)
        work.transformRows(transform)
        work.transformColumns(transform, columns: side / 2 + 1)
        return work
    }

    /// Half a spectrum with doubled weight gives the image as its real part.
    private static func inverse(
        _ spectrum: ComplexImage, side: Int, magnification: Int
    ) -> ComplexImage {
        let largeSide = side * magnification
        let scale = Double(magnification * magnification)
        var large = ComplexImage(width: largeSide, height: largeSide)
        for row in 0..<side {
            // The Nyquist row is half a positive and half a negative frequency.
            let isNyquist = row == side / 2 && side > 1
            let first = row <= side / 2 ? row : largeSide - side + row
            let last = isNyquist ? largeSide - row : first
            for column in 0...(side / 2) {
                let isPaired = column > 0 && column < side / 2
                let weight = scale * (isPaired ? 2 : 1) * (isNyquist ? 0.5 : 1)
                let from = row * side + column
                for into in [first * largeSide + column, last * largeSide + column] {
                    large.real[into] = weight * spectrum.real[from]
                    large.imaginary[into] = weight * spectrum.imaginary[from]
                }
            }
        }
        let transform = LineTransform(.inverse, count: largeSide)
        large.transformColumns(transform, columns: side / 2 + 1)
        large.transformRows(transform)
        return large
    }

    private static func cut(
        _ large: ComplexImage, range: (low: Float, high: Float), x: Int, y: Int, width: Int,
        height: Int
    ) -> FloatImage {
        let found = self.range(large.real)
        let scale =
            found.high > found.low
            ? Double(range.high - range.low) / (found.high - found.low) : 0
        var result = FloatImage(width: width, height: height)
        for row in 0..<height {
            let from = (row + y) * large.width + x
            for column in 0..<width {
                let value = (large.real[from + column] - found.low) * scale + Double(range.low)
                result.pixels[row * width + column] = Float(value)
            }
        }
        return result
    }

    private static func range<Value: Comparable>(_ values: [Value]) -> (low: Value, high: Value) {
        var low = values[0]
        var high = low
        for value in values {
            if value < low { low = value }
            if value > high { high = value }
        }
        return (low, high)
    }

    private static func powerOfTwo(atLeast count: Int) -> Int {
        var power = 1
        while power < count { power *= 2 }
        return power
    }

    /// The index inside 0..<count of a row of mirrored tiles.
    private static func mirrored(_ index: Int, count: Int) -> Int {
        let period = 2 * count
        let place = ((index % period) + period) % period
        return place < count ? place : period - 1 - place
    }
}
