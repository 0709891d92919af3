import Foundation
import Testing

@testable import Models

@Suite("Losses")
struct LossTests {
    private static let shape = TensorShape(batch: 2, channels: 4, height: 3, width: 2)

    private static func evaluate(
        _ loss: Loss, _ prediction: [Float], _ target: [Float], _ weights: [Float]? = nil
    ) -> (loss: Float, gradient: [Float]) {
        var gradient = [Float](repeating: 0, count: prediction.count)
        let value = prediction.withUnsafeBufferPointer { prediction in
            target.withUnsafeBufferPointer { target in
                gradient.withUnsafeMutableBufferPointer { gradient in
                    func run(_ weights: UnsafeBufferPointer<Float>?) -> Float {
                        loss.evaluate(
                            LossArguments(
                                prediction: prediction, target: target, weights: weights,
                                gradient: gradient, shape: shape))
                    }
                    return weights?.withUnsafeBufferPointer { run($0) } ?? run(nil)
                }
            }
        }
        return (value, gradient)
    }

    @Test(
        "their gradients are those that finite differences give, weighted or not",
        arguments: [
            Loss.meanSquaredError, .meanAbsoluteError, .laplace, .binaryCrossEntropy(),
            .binaryCrossEntropy(positiveWeight: 3), .crossEntropy(),
            .crossEntropy(classWeights: [1, 2, 0.5, 3]), .focal(), .focal(gamma: 0), .dice,
            .insideAbsoluteError,
        ], [false, true])
    func gradients(loss: Loss, isWeighted: Bool) {
        var random = Noise(seed: 5)
        var prediction = (0..<Self.shape.count).map { _ in random.number() * 2 }
        var target = (0..<Self.shape.count).map { _ in random.number() > 0 ? Float(1) : 0 }
        if loss == .laplace {
            target = (0..<Self.shape.count / 2).map { _ in random.number() }
            for index in prediction.indices where index % 4 >= 2 {
                prediction[index] = abs(prediction[index]) + 0.3
            }
        }
        let weights =
            isWeighted
            ? (0..<Self.shape.pixelCount).map { Float($0 % 3) } : nil
        let (_, gradient) = Self.evaluate(loss, prediction, target, weights)

        for place in prediction.indices {
            let step: Float = 1e-2
            var (up, down) = (prediction, prediction)
            up[place] += step
            down[place] -= step
            let difference =
                (Self.evaluate(loss, up, target, weights).loss
                    - Self.evaluate(loss, down, target, weights).loss) / (2 * step)
            #expect(abs(difference - gradient[place]) < 3e-3, "\(place)")
        }
        #expect(gradient.contains { $0 != 0 })
    }

    @Test("what has no weight has no gradient: a blind spot's neighbours teach nothing")
    func blindSpot() {
        let prediction = (0..<Self.shape.count).map(Float.init)
        let target = [Float](repeating: 0, count: Self.shape.count)
        var weights = [Float](repeating: 0, count: Self.shape.pixelCount)
        weights[3] = 1

        let (loss, gradient) = Self.evaluate(.meanSquaredError, prediction, target, weights)

        #expect(loss == Float(144 + 169 + 196 + 225) / 4)
        #expect(gradient.indices.filter { gradient[$0] != 0 } == [12, 13, 14, 15])
    }

    @Test("outside objects nothing is learnt of distances, and inside all of them count alike")
    func inside() {
        var target = [Float](repeating: 0, count: Self.shape.count)
        target.replaceSubrange(4..<8, with: [1, 2, 3, 4])
        let prediction = [Float](repeating: 2, count: Self.shape.count)

        let (loss, gradient) = Self.evaluate(.insideAbsoluteError, prediction, target)

        #expect(loss == 1)
        #expect(gradient.indices.filter { gradient[$0] != 0 } == [4, 6, 7])
        #expect(gradient[4] == 0.25 && gradient[7] == -0.25)
        let nothing = [Float](repeating: 0, count: Self.shape.count)
        #expect(Self.evaluate(.insideAbsoluteError, prediction, nothing).loss == 0)
    }

    @Test("extreme predictions give finite losses and gradients")
    func extremes() {
        for value in [Float(-1e4), -100, 0, 100, 1e4] {
            let prediction = [Float](repeating: value, count: Self.shape.count)
            for bit in [Float(0), 1] {
                let target = [Float](repeating: bit, count: Self.shape.count)
                for loss in [Loss.binaryCrossEntropy(), .focal(), .dice, .crossEntropy()] {
                    let (result, gradient) = Self.evaluate(loss, prediction, target)
                    #expect(result.isFinite, "\(loss) at \(value)")
                    let areFinite = gradient.allSatisfy { $0.isFinite }
                    #expect(areFinite, "\(loss) at \(value)")
                }
            }
        }
    }

    @Test("a mean and a scale each follow their own error; the scale does not move the mean")
    func meanAndScale() {
        let shape = Self.shape
        let prediction: [Float] = (0..<shape.count).map { [0.5, -1, 0.2, 2][$0 % 4] }
        let target: [Float] = (0..<shape.count / 2).map { [0.1, 1][$0 % 2] }

        let (loss, gradient) = Self.evaluate(.meanAndScale, prediction, target)

        // Errors 0.4 and -2, excesses 0.2 - 0.4 and 2 - 2; 12 pixels of 2 channels.
        #expect(abs(loss - (0.16 + 4 + 0.04) / 2) < 1e-5)
        for (place, value) in gradient.enumerated() {
            let expected: Float = [0.8, -4, -0.4, 0][place % 4] / 24
            #expect(abs(value - expected) < 1e-6)
        }

        // The mean alone: whatever the scales are.
        let alone = Self.evaluate(.meanBesideScale, prediction, target)
        #expect(abs(alone.loss - (0.16 + 4) / 2) < 1e-5)
        for (place, value) in alone.gradient.enumerated() {
            let expected: Float = [0.8, -4, 0, 0][place % 4] / 24
            #expect(abs(value - expected) < 1e-6)
        }
    }

    @Test("in decibels a mean follows what it should be, and its scale what that is with noise")
    func noisyScale() {
        let shape = Self.shape
        // Of two images the second is ten times as far off.
        func isSecond(_ place: Int) -> Bool { place >= shape.count / 2 }
        let prediction: [Float] = (0..<shape.count).map { place in
            [0, 0, 2, 0.5][place % 4] * (isSecond(place) ? 10 : 1)
        }
        let target: [Float] = (0..<shape.count).map { place in
            [1, -1, 1, -1.5][place % 4] * (isSecond(place) ? 10 : 1)
        }

        let (loss, gradient) = Self.evaluate(.decibelMeanAndNoisyScale, prediction, target)

        // Errors -1 and 1; scales 2 and 0.5 where the noisy ones are 1 and 1.5 away: excesses 1 and -1.
        #expect(abs(loss - 1.25 * log(10)) < 1e-4)
        for (place, value) in gradient.enumerated() {
            // 6 pixels of 2 channels, 2 images; the logarithm divides by the squares' mean.
            let expected =
                [-1, 1, 0.25, -0.25][place % 4] * 2 / 12 / 2 / (isSecond(place) ? 10 : 1)
            #expect(abs(Double(value) - expected) < 1e-5, "\(place)")
        }
    }
}
