internal import Glibc

extension LossArguments {
    /// The scale's error teaches the scale alone: the location does not move to please it.
    func meanAndScale() -> Float {
        let share = 2 / (pixelSum() * Float(shape.channels))
        addSlope(of: 0..<shape.pixelCount, times: factor * share)
        return Float(squares(of: 0..<shape.pixelCount)) * share
    }

    func meanBesideScale() -> Float {
        let share = 2 / (pixelSum() * Float(shape.channels))
        addSlope(of: 0..<shape.pixelCount, times: factor * share, scales: false)
        return Float(squares(of: 0..<shape.pixelCount, scales: false)) * share
    }

    /// Errors below this one count no more: a tenth of a percent of an image's range.
    private static let leastError = 1e-6

    func decibelMeanAndScale() -> Float {
        let area = shape.height * shape.width
        var sum = 0.0
        for image in 0..<shape.batch {
            let pixels = (image * area)..<((image + 1) * area)
            let share = 2 / Double(area * shape.channels)
            let error = squares(of: pixels) * share + Self.leastError
            sum += log(error)
            addSlope(of: pixels, times: factor * Float(share / error / Double(shape.batch)))
        }
        return Float(sum / Double(shape.batch))
    }

    /// The sum of the squared errors of locations and, if they count, scales.
    private func squares(of pixels: Range<Int>, scales: Bool = true) -> Double {
        let channels = shape.channels / 2
        precondition(target.count * 2 == shape.count, "a location and a scale for each number")
        var sum = 0.0
        for pixel in pixels {
            let weight = weight(pixel)
            guard weight != 0 else { continue }
            for channel in 0..<channels {
                let place = pixel * shape.channels + channel
                let error = prediction[place] - target[pixel * channels + channel]
                let excess = scales ? prediction[place + channels] - abs(error) : 0
                sum += Double(weight * (error * error + excess * excess))
            }
        }
        return sum
    }

    /// Adds the gradient of ``squares(of:)``, times `share`.
    private func addSlope(of pixels: Range<Int>, times share: Float, scales: Bool = true) {
        let channels = shape.channels / 2
        for pixel in pixels {
            let weight = weight(pixel)
            guard weight != 0 else { continue }
            for channel in 0..<channels {
                let place = pixel * shape.channels + channel
                let error = prediction[place] - target[pixel * channels + channel]
                gradient[place] += 2 * share * weight * error
                guard scales else { continue }
                gradient[place + channels] +=
                    2 * share * weight * (prediction[place + channels] - abs(error))
            }
        }
    }
}
