/// How well one image, blurred and scaled, explains another, for any blur.
///
/// With mirrored borders a symmetric kernel multiplies each coefficient of the cosine transform, so
/// both images are transformed once and each trial of a blur is a weighted sum over coefficients.
struct BlurFit {
    private let width: Int
    private let height: Int
    /// Of each coefficient but the mean's: own power of the sharp image, and product of both.
    private let powers: [Double]
    private let products: [Double]
    private let targetPower: Double
    private let sharpMean: Double
    private let targetMean: Double

    init(sharp: FloatImage, target: FloatImage) {
        width = sharp.width
        height = sharp.height
        var image = ComplexImage(width: width, height: height)
        image.real = sharp.pixels.map(Double.init)
        image.imaginary = target.pixels.map(Double.init)
        image.transformRows(LineTransform(.cosine, count: width))
        image.transformColumns(LineTransform(.cosine, count: height))
        let root = Double(width * height).squareRoot()
        sharpMean = image.real[0] / root
        targetMean = image.imaginary[0] / root
        image.real[0] = 0
        image.imaginary[0] = 0
        targetPower = image.imaginary.reduce(0) { $0 + $1 * $1 }
        products = zip(image.real, image.imaginary).map { $0 * $1 }
        powers = image.real.map { $0 * $0 }
    }

    /// Mean squared difference that is left after the best scale and offset.
    func meanSquaredError(sigma: Double) -> Double {
        let (power, product) = sums(sigma: sigma)
        let explained = power > 0 ? product * product / power : 0
        return max(0, targetPower - explained) / Double(width * height)
    }

    /// Scale and offset that bring the blurred image closest to the target.
    func scale(sigma: Double) -> (alpha: Double, beta: Double) {
        let (power, product) = sums(sigma: sigma)
        let alpha = power > 0 ? product / power : 0
        return (alpha, targetMean - alpha * sharpMean)
    }

    private func sums(sigma: Double) -> (power: Double, product: Double) {
        let kernel = GaussianKernel(sigma: sigma)
        let across = kernel.response(count: width)
        let down = kernel.response(count: height)
        var power = 0.0
        var product = 0.0
        for row in 0..<height {
            let sums = rowSums(start: row * width, across)
            power += down[row] * down[row] * sums.power
            product += down[row] * sums.product
        }
        return (power, product)
    }

    private func rowSums(
        start: Int, _ across: [Double]
    ) -> (power: Double, product: Double) {
        powers.withUnsafeBufferPointer { powers in
            products.withUnsafeBufferPointer { products in
                var power = SIMD4<Double>.zero
                var product = SIMD4<Double>.zero
                let whole = width / 4 * 4
                for column in stride(from: 0, to: whole, by: 4) {
                    let place = start + column
                    let weight = SIMD4(
                        across[column], across[column + 1], across[column + 2], across[column + 3])
                    product +=
                        weight
                        * SIMD4(
                            products[place], products[place + 1], products[place + 2],
                            products[place + 3])
                    power +=
                        weight * weight
                        * SIMD4(
                            powers[place], powers[place + 1], powers[place + 2], powers[place + 3])
                }
                for column in whole..<width {
                    product[0] += across[column] * products[start + column]
                    power[0] += across[column] * across[column] * powers[start + column]
                }
                return (power.sum(), product.sum())
            }
        }
    }
}
