@testable import Models

/// Compares a network's gradients with finite differences.
enum GradientCheck {
    /// The loss is the sum of the outputs times fixed numbers, so that its gradient is these.
    struct Report {
        /// The largest difference, as a share of the largest gradient.
        var worst: Float = 0
        var place = ""
        var checkedCount = 0
    }

    static func run(
        _ network: Network, shapes: [TensorShape], seed: UInt64 = 7, step: Float = 1e-2
    ) throws -> Report {
        let plan = try TrainingPlan(network, shapes: shapes, seed: seed, wantsInputGradient: true)
        var random = Noise(seed: seed)
        for index in network.inputs.indices {
            let numbers = plan.input(index)
            for place in numbers.indices { numbers[place] = random.number() }
        }
        let factors = (0..<plan.output(0).count).map { _ in random.number() }
        plan.forward()
        for (place, factor) in factors.enumerated() { plan.outputGradient(0)[place] = factor }
        plan.backward()

        var report = Report()
        for index in network.inputs.indices {
            guard let gradient = plan.gradient(ofInput: index) else { continue }
            compare(gradient, "input \(index)", step, &report, &random) { place, change in
                plan.input(index)[place] += change
                plan.forward()
                return loss(plan, factors)
            }
        }
        for index in network.parameters.indices {
            guard let gradient = plan.gradient(ofParameter: index) else { continue }
            let start = network.parameters[index].values
            var values = start
            compare(
                gradient, network.parameters[index].name, step, &report, &random
            ) { place, change in
                values[place] += change
                plan.set(parameter: index, to: values)
                plan.forward()
                return loss(plan, factors)
            }
            plan.set(parameter: index, to: start)
        }
        return report
    }

    private static func loss(_ plan: TrainingPlan, _ factors: [Float]) -> Double {
        zip(plan.output(0), factors).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }

    /// Differences at a few places; `evaluate` changes a number for good and gives the loss.
    private static func compare(
        _ gradient: [Float], _ name: String, _ step: Float, _ report: inout Report,
        _ random: inout Noise, evaluate: (_ place: Int, _ change: Float) -> Double
    ) {
        // A gradient that is 0 in truth is compared with what the numbers around it are.
        let largest = max(gradient.map(abs).max() ?? 0, 0.05)
        for _ in 0..<min(24, gradient.count) {
            let place = random.index(below: gradient.count)
            let up = evaluate(place, step)
            let down = evaluate(place, -2 * step)
            _ = evaluate(place, step)
            let difference = Float((up - down) / Double(2 * step))
            let error = abs(difference - gradient[place]) / largest
            report.checkedCount += 1
            if error > report.worst {
                report.worst = error
                report.place = "\(name)[\(place)]: \(gradient[place]), by difference \(difference)"
            }
        }
    }
}

/// Numbers between -1 and 1 that are the same every time.
struct Noise: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func number() -> Float { Float(next() >> 40) / Float(1 << 23) - 1 }

    mutating func index(below count: Int) -> Int { Int(next() % UInt64(count)) }
}
