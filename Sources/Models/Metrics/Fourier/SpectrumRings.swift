internal import Foundation

/// Cross and own power of two images' spectra, summed along rings.
struct SpectrumRings {
    /// Cross power and the two own powers of each frequency, zero frequency in the middle.
    private let powers: [SIMD4<Double>]
    private let side: Int

    /// - Parameter side: Even; the centred square of both images that is used.
    init(_ first: FloatImage, _ second: FloatImage, side: Int) {
        self.side = side
        let spectrum = Self.spectrum(first, second, side: side)
        var powers = [SIMD4<Double>](repeating: .zero, count: side * side)
        for row in 0..<side {
            let mirroredRow = row == 0 ? 0 : side - row
            let targetRow = (row + side / 2) % side
            for column in 0..<side {
                let mirroredColumn = column == 0 ? 0 : side - column
                let here = row * side + column
                let there = mirroredRow * side + mirroredColumn
                powers[targetRow * side + (column + side / 2) % side] = Self.powers(
                    spectrum.real[here], spectrum.imaginary[here],
                    spectrum.real[there], spectrum.imaginary[there])
            }
        }
        self.powers = powers
    }

    /// The correlation on rings of radius 0 to `rings` − 1; 0 on a ring without power.
    func correlations(rings: Int) -> [Double] {
        var found = [1.0]
        for radius in 1..<rings {
            let sums = sums(radius: radius)
            let norm = (sums.y * sums.z).squareRoot()
            found.append(norm > 0 ? sums.x / norm : 0)
        }
        return found
    }

    /// Bilinear samples every 1/r radian.
    private func sums(radius: Int) -> SIMD4<Double> {
        let middle = Double(side / 2)
        let radius = Double(radius)
        let count = Int((2 * Double.pi * radius).rounded(.up))
        return powers.withUnsafeBufferPointer { powers in
            var sums = SIMD4<Double>.zero
            for index in 0..<count {
                let angle = Double(index) / radius
                let x = middle + radius * cos(angle)
                let y = middle + radius * sin(angle)
                let column = Int(x)
                let row = Int(y)
                let place = row * side + column
                let acrossX = x - Double(column)
                let acrossY = y - Double(row)
                let upper = powers[place] + acrossX * (powers[place + 1] - powers[place])
                let below = place + side
                let lower = powers[below] + acrossX * (powers[below + 1] - powers[below])
                sums += upper + acrossY * (lower - upper)
            }
            return sums
        }
    }

    /// One transform of `first + i second`, both tapered.
    private static func spectrum(
        _ first: FloatImage, _ second: FloatImage, side: Int
    ) -> ComplexImage {
        let taper = tukey(count: side)
        let left = (first.width - side) / 2
        let top = (first.height - side) / 2
        var image = ComplexImage(width: side, height: side)
        for row in 0..<side {
            for column in 0..<side {
                let from = (row + top) * first.width + column + left
                let weight = taper[row] * taper[column]
                image.real[row * side + column] = weight * Double(first.pixels[from])
                image.imaginary[row * side + column] = weight * Double(second.pixels[from])
            }
        }
        let transform = LineTransform(.forward, count: side)
        image.transformRows(transform)
        image.transformColumns(transform)
        return image
    }

    /// Powers from the packed spectrum at a frequency (`a + ib`) and at its opposite (`c + id`).
    private static func powers(
        _ a: Double, _ b: Double, _ c: Double, _ d: Double
    ) -> SIMD4<Double> {
        let firstReal = (a + c) / 2
        let firstImaginary = (b - d) / 2
        let secondReal = (b + d) / 2
        let secondImaginary = (c - a) / 2
        return SIMD4(
            firstReal * secondReal + firstImaginary * secondImaginary,
            firstReal * firstReal + firstImaginary * firstImaginary,
            secondReal * secondReal + secondImaginary * secondImaginary, 0)
    }

    /// A window whose first and last eighth are half a cosine.
    private static func tukey(count: Int) -> [Double] {
        let edge = 0.25 * Double(count - 1) / 2
        return (0..<count).map { index in
            let distance = Double(min(index, count - 1 - index))
            return distance < edge ? 0.5 * (1 - cos(.pi * distance / edge)) : 1
        }
    }
}
