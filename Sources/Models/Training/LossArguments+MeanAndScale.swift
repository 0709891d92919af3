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

    /// What the scales count beside the locations.
    private static let noisyScaleWeight = 0.25

    func decibelMeanAndNoisyScale() -> Float {
        precondition(target.count == shape.count, "what it should be and a noisy one")
        let area = shape.height * shape.width
        let channels = shape.channels / 2
        let share = 1 / Double(area * channels)
        var sum = 0.0
        for image in 0..<shape.batch {
            let pixels = (image * area)..<((image + 1) * area)
            var (errors, excesses) = (0.0, 0.0)
            forEachNumber(of: pixels) { _, _, weight, error, excess in
                errors += Double(weight * error * error)
                excesses += Double(weight * excess * excess)
            }
            let error = errors * share + Self.leastError
            let excess = excesses * share + Self.leastError
            sum += log(error) + Self.noisyScaleWeight * log(excess)
            let slope = factor * Float(2 * share / error / Double(shape.batch))
            let scaleSlope =
                factor
                * Float(Self.noisyScaleWeight * 2 * share / excess / Double(shape.batch))
            forEachNumber(of: pixels) { location, scale, weight, error, excess in
                gradient[location] += slope * weight * error
                gradient[scale] += scaleSlope * weight * excess
            }
        }
        return Float(sum / Double(shape.batch))
    }

    /// The places of each location and its scale, and how far they are from what they should be.
    private func forEachNumber(
        of pixels: Range<Int>,
        _ body: (
            _ location: Int, _ scale: Int, _ weight: Float, _ error: Float, _ excess: Float
        ) -> Void
    ) {
        let channels = shape.channels / 2
        for pixel in pixels {
            let weight = weight(pixel)
            guard weight != 0 else { continue }
            for channel in 0..<channels {
                let place = pixel * shape.channels + channel
                let location = prediction[place]
                body(
                    place, place + channels, weight, location - target[place],
                    prediction[place + channels] - abs(location - target[place + channels]))
            }
        }
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
