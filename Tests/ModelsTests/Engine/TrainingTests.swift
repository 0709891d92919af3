import Testing

@testable import Models

@Suite("Training")
struct TrainingTests {
    private static let shape = TensorShape(batch: 4, channels: 1, height: 16, width: 16)

    private static func smoother(seed: UInt64) -> Network {
        var builder = NetworkBuilder(random: Noise(seed: seed))
        let input = builder.input("image", channels: 1)
        let first = builder.relu(
            builder.batchNormalization(builder.convolution(input, channels: 16)))
        let second = builder.relu(builder.convolution(first, channels: 16))
        return builder.network([("result", builder.convolution(second, channels: 1))])
    }

    /// Squares in noise; the network is to find the squares.
    private static func fill(_ plan: TrainingPlan, _ random: inout Noise) -> [Float] {
        var clean = [Float](repeating: 0, count: shape.count)
        for image in 0..<shape.batch {
            let (x, y) = (random.index(below: 10), random.index(below: 10))
            for row in y..<(y + 6) {
                for column in x..<(x + 6) { clean[(image * 16 + row) * 16 + column] = 1 }
            }
        }
        for (place, value) in clean.enumerated() {
            plan.input(0)[place] = value + random.number()
        }
        return clean
    }

    private static func train(
        _ network: Network, steps: Int, seed: UInt64
    ) throws -> (network: Network, losses: [Float], average: Network) {
        let plan = try TrainingPlan(network, shapes: [shape], seed: seed)
        var state = AdamWState(for: network)
        var average = WeightAverage(of: network, decay: 0.98)
        var random = Noise(seed: seed)
        let rate = LearningRate.cosine(highest: 5e-3, lowest: 1e-4, warmUp: 5)
        var losses: [Float] = []
        for step in 0..<steps {
            let clean = fill(plan, &random)
            plan.forward()
            let gradient = plan.outputGradient(0)
            gradient.update(repeating: 0)
            losses.append(
                clean.withUnsafeBufferPointer { target in
                    Loss.meanSquaredError.evaluate(
                        LossArguments(
                            prediction: plan.output(0), target: target, gradient: gradient,
                            shape: shape))
                })
            plan.backward()
            AdamW().step(plan, &state, rate: rate.at(step: step, of: steps))
            average.update(plan)
        }
        return (plan.trained, losses, average.applied(to: plan.trained))
    }

    @Test("a small network learns to take noise away, and its average no worse")
    func learns() throws {
        let (network, losses, average) = try Self.train(Self.smoother(seed: 1), steps: 150, seed: 2)

        let first = losses.prefix(5).reduce(0, +) / 5
        let last = losses.suffix(5).reduce(0, +) / 5
        #expect(last < first / 4, "from \(first) to \(last)")
        #expect(last < 0.08, "noise alone is 1/3")
        for trained in [network, average] {
            let error = try Self.error(of: trained)
            #expect(error < 0.09)
        }
    }

    @Test("the same seed gives the same weights twice")
    func determinism() throws {
        let first = try Self.train(Self.smoother(seed: 1), steps: 10, seed: 2)
        let second = try Self.train(Self.smoother(seed: 1), steps: 10, seed: 2)

        #expect(first.losses == second.losses)
        #expect(first.network.parameters == second.network.parameters)
    }

    @Test("a gradient that is no number changes nothing")
    func notANumber() throws {
        let plan = try TrainingPlan(Self.smoother(seed: 1), shapes: [Self.shape])
        var state = AdamWState(for: plan.trained)
        let before = plan.trained.parameters.filter(\.isLearned)
        plan.forward()
        plan.outputGradient(0).update(repeating: .nan)
        plan.backward()

        let norm = AdamW().step(plan, &state, rate: 1)

        #expect(!norm.isFinite)
        #expect(plan.trained.parameters.filter(\.isLearned) == before)
    }

    /// The mean squared error of what inference makes of new images.
    private static func error(of network: Network) throws -> Float {
        let scene = try TrainingPlan(network, shapes: [shape])
        var random = Noise(seed: 99)
        let clean = fill(scene, &random)
        let result = try InferencePlan(network, shapes: [shape])([Array(scene.input(0))])[0]
        return zip(result, clean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            / Float(clean.count)
    }
}
