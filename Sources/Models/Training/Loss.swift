internal import Glibc

/// How far a prediction is from what it should be, and in which direction it should change.
///
/// Numbers lie with the channel fastest. Where weights are given there is one for each pixel; a
/// pixel of weight 0 does not count, as a blind spot's neighbours must not.
package enum Loss: Sendable, Hashable {
    case meanSquaredError
    case meanAbsoluteError
    /// Of the numbers whose target is above 0, as distances inside objects are; others may be anything.
    case insideAbsoluteError
    /// For each channel of the target two of the prediction: first all locations, then all scales,
    /// which must be above 0. |y - m| / s + log s, and log 2.
    case laplace
    /// The same channels: (y - m)² and (s - |y - m|)². The location becomes the mean; the scale
    /// becomes the mean distance from it, which is also what the likelihood of Laplace would choose,
    /// but dim pixels do not outweigh bright ones.
    case meanAndScale
    /// The same channels: (y - m)² alone. Scales may be anything.
    case meanBesideScale
    /// As `meanAndScale`, as the mean over images of the logarithm of each one's error: decibels. An image
    /// that is easy counts as much as one that is hard.
    case decibelMeanAndScale
    /// For each location two numbers of the target: first all that locations should be, then all with
    /// noise, from which the scale becomes the mean distance. In decibels, as above.
    case decibelMeanAndNoisyScale
    /// Of each number by itself, before the sigmoid. What is true counts `positiveWeight` times.
    case binaryCrossEntropy(positiveWeight: Float = 1)
    /// Of the channels, before the softmax; the target has probabilities. One weight a class.
    case crossEntropy(classWeights: [Float] = [])
    /// Binary cross-entropy in which what is right already counts less.
    ///
    /// - Source: Lin et al., ICCV 2017.
    case focal(gamma: Float = 2)
    /// 1 - 2 |A ∩ B| / (|A| + |B|) of each channel and image, after a sigmoid.
    case dice
}

/// Numbers for one evaluation of a loss.
package struct LossArguments {
    package let prediction: UnsafeBufferPointer<Float>
    package let target: UnsafeBufferPointer<Float>
    /// One for each pixel of all images; nil counts all alike.
    package let weights: UnsafeBufferPointer<Float>?
    /// Is added to, times `factor`.
    package let gradient: UnsafeMutableBufferPointer<Float>
    /// Of the prediction.
    package let shape: TensorShape
    package let factor: Float

    package init(
        prediction: UnsafeBufferPointer<Float>, target: UnsafeBufferPointer<Float>,
        weights: UnsafeBufferPointer<Float>? = nil,
        gradient: UnsafeMutableBufferPointer<Float>, shape: TensorShape, factor: Float = 1
    ) {
        precondition(prediction.count == shape.count, "a prediction of its shape")
        precondition(gradient.count == shape.count, "a gradient of its shape")
        precondition(weights.map { $0.count == shape.pixelCount } ?? true, "a weight a pixel")
        self.prediction = prediction
        self.target = target
        self.weights = weights
        self.gradient = gradient
        self.shape = shape
        self.factor = factor
    }

    func weight(_ pixel: Int) -> Float { weights?[pixel] ?? 1 }

    /// What the sum over pixels is divided by.
    func pixelSum() -> Float {
        guard let weights else { return Float(shape.pixelCount) }
        return max(weights.reduce(0, +), .leastNormalMagnitude)
    }
}

extension Loss {
    /// The mean loss; adds its gradient, times the arguments' factor.
    package func evaluate(_ arguments: LossArguments) -> Float {
        switch self {
        case .meanSquaredError:
            arguments.sumOfNumbers { value, target in
                let error = value - target
                return (error * error, 2 * error)
            }
        case .meanAbsoluteError:
            arguments.sumOfNumbers { value, target in
                let error = value - target
                return (abs(error), error > 0 ? 1 : (error < 0 ? -1 : 0))
            }
        case .insideAbsoluteError: arguments.insideAbsoluteError()
        case .laplace: arguments.laplace()
        case .meanAndScale: arguments.meanAndScale()
        case .meanBesideScale: arguments.meanBesideScale()
        case .decibelMeanAndScale: arguments.decibelMeanAndScale()
        case .decibelMeanAndNoisyScale: arguments.decibelMeanAndNoisyScale()
        case .binaryCrossEntropy(let positiveWeight):
            arguments.sumOfNumbers { value, target in
                let probability = 1 / (1 + expf(-value))
                // log(1 + exp(-|v|)) never overflows.
                let soft = log1pf(expf(-abs(value)))
                let positive = max(-value, 0) + soft
                let negative = max(value, 0) + soft
                let loss = positiveWeight * target * positive + (1 - target) * negative
                let slope =
                    positiveWeight * target * (probability - 1) + (1 - target) * probability
                return (loss, slope)
            }
        case .focal(let gamma):
            arguments.sumOfNumbers { Self.focal($0, $1, gamma) }
        case .crossEntropy(let classWeights): arguments.crossEntropy(classWeights)
        case .dice: arguments.dice()
        }
    }

    private static func focal(
        _ value: Float, _ target: Float, _ gamma: Float
    ) -> (loss: Float, slope: Float) {
        // With the sign turned for what is false, both cases are one.
        let sign: Float = target > 0.5 ? 1 : -1
        let right = 1 / (1 + expf(-sign * value))
        let logarithm = -(max(-sign * value, 0) + log1pf(expf(-abs(value))))
        let wrong = 1 - right
        let factor = powf(wrong, gamma)
        let slope = factor * (gamma * right * logarithm - wrong)
        return (-factor * logarithm, sign * slope)
    }
}

extension LossArguments {
    /// The weighted mean of a function of each number.
    func sumOfNumbers(
        _ function: (_ value: Float, _ target: Float) -> (loss: Float, slope: Float)
    ) -> Float {
        precondition(target.count == shape.count, "a target of the prediction's shape")
        let share = 1 / (pixelSum() * Float(shape.channels))
        var sum = 0.0
        for pixel in 0..<shape.pixelCount {
            let weight = weight(pixel)
            guard weight != 0 else { continue }
            let start = pixel * shape.channels
            for place in start..<(start + shape.channels) {
                let (loss, slope) = function(prediction[place], target[place])
                sum += Double(weight * loss)
                gradient[place] += factor * weight * slope * share
            }
        }
        return Float(sum) * share
    }

    func insideAbsoluteError() -> Float {
        precondition(target.count == shape.count, "a target of the prediction's shape")
        var (sum, count) = (0.0, 0.0)
        for place in target.indices where target[place] > 0 {
            let weight = weight(place / shape.channels)
            count += Double(weight)
            sum += Double(weight * abs(prediction[place] - target[place]))
        }
        guard count > 0 else { return 0 }
        for place in target.indices where target[place] > 0 {
            let error = prediction[place] - target[place]
            let slope: Float = error > 0 ? 1 : (error < 0 ? -1 : 0)
            gradient[place] += factor * weight(place / shape.channels) * slope / Float(count)
        }
        return Float(sum / count)
    }

    func laplace() -> Float {
        let channels = shape.channels / 2
        precondition(target.count * 2 == shape.count, "a location and a scale for each number")
        let share = 1 / (pixelSum() * Float(channels))
        var sum = 0.0
        for pixel in 0..<shape.pixelCount {
            let weight = weight(pixel)
            guard weight != 0 else { continue }
            for channel in 0..<channels {
                let place = pixel * shape.channels + channel
                let scale = max(prediction[place + channels], 1e-6)
                let error = prediction[place] - target[pixel * channels + channel]
                sum += Double(weight * (abs(error) / scale + logf(2 * scale)))
                let sign: Float = error > 0 ? 1 : (error < 0 ? -1 : 0)
                gradient[place] += factor * weight * sign / scale * share
                gradient[place + channels] +=
                    factor * weight * (1 / scale - abs(error) / (scale * scale)) * share
            }
        }
        return Float(sum) * share
    }

    func crossEntropy(_ classWeights: [Float]) -> Float {
        precondition(target.count == shape.count, "a probability for each class")
        let channels = shape.channels
        precondition(
            classWeights.isEmpty || classWeights.count == channels, "one weight a class")
        let share = 1 / pixelSum()
        var sum = 0.0
        for pixel in 0..<shape.pixelCount {
            let weight = weight(pixel)
            guard weight != 0 else { continue }
            let places = (pixel * channels)..<((pixel + 1) * channels)
            let largest = places.reduce(-Float.infinity) { max($0, prediction[$1]) }
            let total = places.reduce(Float(0)) { $0 + expf(prediction[$1] - largest) }
            let logarithm = logf(total) + largest
            var classSum: Float = 0
            for place in places {
                let classWeight = classWeights.isEmpty ? 1 : classWeights[place - places.lowerBound]
                classSum += classWeight * target[place]
                sum += Double(
                    weight * classWeight * target[place] * (logarithm - prediction[place]))
            }
            for place in places {
                let classWeight = classWeights.isEmpty ? 1 : classWeights[place - places.lowerBound]
                let probability = expf(prediction[place] - logarithm)
                gradient[place] +=
                    factor * weight * share * (classSum * probability - classWeight * target[place])
            }
        }
        return Float(sum) * share
    }

    func dice() -> Float {
        precondition(target.count == shape.count, "a target of the prediction's shape")
        let area = shape.height * shape.width
        let share = 1 / Float(shape.batch * shape.channels)
        var sum: Float = 0
        for image in 0..<shape.batch {
            for channel in 0..<shape.channels {
                var (both, all) = (Float(0), Float(1e-6))
                forEach(image, channel, area) { place, weight in
                    let value = 1 / (1 + expf(-prediction[place]))
                    both += weight * value * target[place]
                    all += weight * (value + target[place])
                }
                sum += 1 - 2 * both / all
                forEach(image, channel, area) { place, weight in
                    let value = 1 / (1 + expf(-prediction[place]))
                    let slope = -2 * (target[place] * all - both) / (all * all)
                    gradient[place] += factor * share * weight * slope * value * (1 - value)
                }
            }
        }
        return sum * share
    }

    private func forEach(
        _ image: Int, _ channel: Int, _ area: Int, _ body: (_ place: Int, _ weight: Float) -> Void
    ) {
        for pixel in (image * area)..<((image + 1) * area) {
            body(pixel * shape.channels + channel, weight(pixel))
        }
    }
}
