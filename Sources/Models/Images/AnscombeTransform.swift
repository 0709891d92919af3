/// Makes the noise of a camera's pixels equally strong everywhere: standard deviation 1.
///
/// - Source: generalised Anscombe transform, J.-L. Starck, F. Murtagh & A. Bijaoui, Image
///   Processing and Data Analysis (1998). Inverse: closed-form approximation of the exact unbiased
///   one, M. Mäkitalo & A. Foi, IEEE Transactions on Image Processing 20 (2011) 2697–2698 and, with
///   read noise, 22 (2013) 91–103.
package struct AnscombeTransform: Sendable {
    private let calibration: SensorCalibration

    package init(calibration: SensorCalibration) { self.calibration = calibration }

    /// - Parameter image: Grey values of the camera.
    /// - Returns: Without unit; what is darker than the noise allows becomes 0.
    package func apply(to image: FloatImage) -> FloatImage {
        let offset = Float(calibration.offset)
        let gain = Float(calibration.electronsPerGrey)
        let variance = Float(calibration.readNoiseElectrons * calibration.readNoiseElectrons)
        let constant = 0.375 + variance
        return map(image) { grey in
            let inside = (grey - offset) * gain + constant
            return 2 * (inside > 0 ? inside : 0).squareRoot()
        }
    }

    /// The mean grey value whose transform has the mean `image`: for use after denoising.
    ///
    /// Nothing comes out darker than the camera's offset.
    package func unbiasedInverse(of image: FloatImage) -> FloatImage {
        let offset = Float(calibration.offset)
        let greyPerElectron = Float(1 / calibration.electronsPerGrey)
        let variance = Float(calibration.readNoiseElectrons * calibration.readNoiseElectrons)
        let root = Float(1.5).squareRoot()
        // Below the transform of nothing the series makes no sense.
        let darkest = 2 * Float(0.375).squareRoot()
        return map(image) { value in
            let bounded = value > darkest ? value : darkest
            let inverse = 1 / bounded
            let series = inverse * (root / 4 + inverse * (-11 / 8 + inverse * (root * 5 / 8)))
            let electrons = bounded * bounded / 4 + series - 0.125 - variance
            return (electrons > 0 ? electrons : 0) * greyPerElectron + offset
        }
    }

    private func map(_ image: FloatImage, _ transform: (Float) -> Float) -> FloatImage {
        var result = image
        result.pixels.withUnsafeMutableBufferPointer { pixels in
            for index in pixels.indices { pixels[index] = transform(pixels[index]) }
        }
        return result
    }
}
