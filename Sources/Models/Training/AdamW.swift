/// Adam with weights that decay by themselves: one step changes all learned parameters.
///
/// - Source: Loshchilov and Hutter, ICLR 2019.
package struct AdamW: Sendable, Equatable {
    package var firstDecay: Float = 0.9
    package var secondDecay: Float = 0.999
    package var epsilon: Float = 1e-8
    /// Share of a weight that is lost in a step, times the rate. Biases and scales lose nothing.
    package var weightDecay: Float = 1e-2
    /// Gradients of a larger norm than this are shortened to it.
    package var largestNorm: Float = .infinity

    package init() {}
}

/// The moments of the gradients, which a checkpoint keeps.
package struct AdamWState: Sendable, Equatable {
    package var stepCount = 0
    package var first: [[Float]]
    package var second: [[Float]]

    package init(for network: Network) {
        first = network.parameters.map { parameter in
            [Float](repeating: 0, count: parameter.isLearned ? parameter.values.count : 0)
        }
        second = first
    }
}

extension AdamW {
    /// Changes the parameters of `plan` by its gradients.
    ///
    /// - Returns: The norm of the gradients; where it is no number nothing was changed.
    @discardableResult
    package func step(_ plan: TrainingPlan, _ state: inout AdamWState, rate: Float) -> Float {
        let norm = Self.norm(plan)
        guard norm.isFinite else { return norm }
        state.stepCount += 1
        let shortening = norm > largestNorm ? largestNorm / norm : 1
        let firstBias = 1 - power(firstDecay, state.stepCount)
        let secondBias = 1 - power(secondDecay, state.stepCount)
        for (index, parameter) in plan.parameters.enumerated() {
            guard let gradient = parameter.gradient?.pointer else { continue }
            let value = parameter.value.pointer
            let decay = plan.decays(index) ? 1 - rate * weightDecay : 1
            state.first[index].withUnsafeMutableBufferPointer { first in
                state.second[index].withUnsafeMutableBufferPointer { second in
                    for place in 0..<parameter.value.count {
                        let slope = gradient[place] * shortening
                        first[place] = firstDecay * first[place] + (1 - firstDecay) * slope
                        second[place] =
                            secondDecay * second[place] + (1 - secondDecay) * slope * slope
                        let deviation = (second[place] / secondBias).squareRoot() + epsilon
                        value[place] =
                            value[place] * decay - rate * first[place] / firstBias / deviation
                    }
                }
            }
        }
        return norm
    }

    private static func norm(_ plan: TrainingPlan) -> Float {
        var sum = 0.0
        for parameter in plan.parameters {
            guard let gradient = parameter.gradient else { continue }
            for place in 0..<gradient.count {
                sum += Double(gradient.pointer[place]) * Double(gradient.pointer[place])
            }
        }
        return Float(sum.squareRoot())
    }

    private func power(_ base: Float, _ exponent: Int) -> Float {
        var (result, factor, rest) = (1.0, Double(base), exponent)
        while rest > 0 {
            if rest & 1 == 1 { result *= factor }
            factor *= factor
            rest >>= 1
        }
        return Float(result)
    }
}
