import Testing

@testable import Models

@Suite("Training")
struct TrainerTests {
    /// Learns to blur: a task that a small network solves within some hundred steps.
    private static func task() -> PatchTask {
        func pool(_ epoch: Int) -> [PatchImage] {
            var random = SplitMix64(seed: 11 &+ UInt64(epoch))
            return (0..<6).map { _ in
                let pixels = (0..<48 * 40).map { _ in Float(random.next() >> 40) * 0x1p-24 }
                let image = FloatImage(width: 48, height: 40, pixels: pixels)
                let blurred = GaussianFilter(sigma: 1).apply(to: image)
                return PatchImage(
                    width: 48, height: 40, input: [pixels], target: [blurred.pixels])
            }
        }
        var settings = PatchTask.Settings()
        settings.patch = 32
        settings.batchCount = 4
        return PatchTask(
            inputChannels: 1,
            objective: PatchObjective(terms: [.init(.meanSquaredError, targets: 0..<1)]),
            settings: settings, validation: pool(1000), pool: pool)
    }

    private static var network: Network {
        var shape = ImageNetwork(outputs: [.init("out", [.init(channels: 1)])])
        shape.widths = [8, 8]
        return shape.network(seed: 3)
    }

    private static func settings(_ stepCount: Int) -> TrainingSettings {
        var settings = TrainingSettings()
        settings.stepCount = stepCount
        settings.validationInterval = 20
        settings.epochStepCount = 10
        settings.warmUpStepCount = 10
        return settings
    }

    @Test("the validation loss falls, and the best weights are kept")
    func learns() throws {
        let trainer = try Trainer(Self.network, task: Self.task(), settings: Self.settings(160))

        let ending = try trainer.run(seconds: { 0 }, report: { _ in true })

        let losses = trainer.state.curve.compactMap(\.validationLoss)
        let first = try #require(losses.first)
        #expect(ending == "all steps done")
        #expect(losses.count == 8)
        #expect(trainer.state.bestLoss < 0.3 * first)
        #expect(try Self.task().validationLoss(of: trainer.best) == trainer.state.bestLoss)
    }

    @Test("a judge decides in validation instead of the loss")
    func judged() throws {
        var shape = ImageNetwork(outputs: [
            .init("out", [.init(channels: 1), .init(channels: 1, isPositive: true)])
        ])
        shape.widths = [8]
        let network = shape.network(seed: 3)
        let pixels = (0..<16 * 16).map { Float($0 % 7) }
        let image = PatchImage(width: 16, height: 16, input: [pixels], target: [pixels])
        func loss(_ loss: Loss, judgedBy judge: Loss? = nil) throws -> Double {
            let term = PatchObjective.Term(loss, targets: 0..<1, judgedBy: judge)
            return try PatchTask(
                inputChannels: 1, objective: PatchObjective(terms: [term]),
                settings: PatchTask.Settings(), validation: [image], pool: { _ in [image] }
            ).validationLoss(of: network)
        }

        let whole = try loss(.meanAndScale)
        let judged = try loss(.meanAndScale, judgedBy: .meanBesideScale)

        #expect(judged == (try loss(.meanBesideScale)))
        #expect(judged < whole)
    }

    @Test("stopped and gone on, a training gives the weights of one that was never stopped")
    func resumes() throws {
        let whole = try Trainer(Self.network, task: Self.task(), settings: Self.settings(80))
        _ = try whole.run(seconds: { 0 }, report: { _ in true })

        let begun = try Trainer(Self.network, task: Self.task(), settings: Self.settings(80))
        let stopped = try begun.run(seconds: { 0 }, report: { $0.step < 40 })
        let resumed = try Trainer(
            Self.network, task: Self.task(), settings: Self.settings(80), state: begun.state)
        _ = try resumed.run(seconds: { 0 }, report: { _ in true })

        #expect(stopped == "stopped after 40 steps")
        #expect(resumed.state == whole.state)
    }

    @Test("a training that has ended goes no further when it is gone on with")
    func ended() throws {
        var settings = Self.settings(80)
        settings.patienceStepCount = 20
        (settings.highestRate, settings.lowestRate) = (0, 0)
        let whole = try Trainer(Self.network, task: Self.task(), settings: settings)
        let ending = try whole.run(seconds: { 0 }, report: { _ in true })

        let again = try Trainer(
            Self.network, task: Self.task(), settings: settings, state: whole.state)
        let same = try again.run(seconds: { 0 }, report: { _ in true })

        #expect(ending == "no better for 20 steps" && same == ending)
        #expect(again.state == whole.state)
        #expect(again.state.step == 40)
    }

    @Test("workers learn alike: the same number the same, another number all but the same")
    func workers() throws {
        func trained(_ count: Int) throws -> TrainingState {
            var settings = Self.settings(20)
            settings.workerCount = count
            let trainer = try Trainer(Self.network, task: Self.task(), settings: settings)
            _ = try trainer.run(seconds: { 0 }, report: { _ in true })
            return trainer.state
        }

        let (one, three) = (try trained(1), try trained(3))

        #expect(try trained(3) == three)
        // More than there are examples in a batch.
        #expect(try trained(9) == trained(4))
        for (own, other) in zip(one.weights, three.weights) {
            let worst = zip(own, other).map { abs($0 - $1) }.max() ?? 0
            #expect(worst < 1e-3)
        }
    }

    @Test("shares of a batch give its gradients")
    func shares() throws {
        let shape = TensorShape(batch: 5, channels: 1, height: 16, width: 16)
        func gradients(workers: Int) throws -> [[Float]] {
            let shards = try BatchShards(Self.network, shape: shape, workers: workers, seed: 1)
            for place in 0..<shape.count { shards.input[place] = Float(place * 37 % 101) / 101 }
            shards.forward()
            for place in 0..<shape.count {
                shards.outputGradient(0)[place] = shards.output(0)[place] - Float(place % 7) / 7
            }
            shards.backward()
            return Self.network.parameters.indices.compactMap {
                shards.leader.gradient(ofParameter: $0)
            }
        }

        let whole = try gradients(workers: 1)
        for workers in [2, 3, 5] {
            for (own, other) in zip(whole, try gradients(workers: workers)) {
                let size = own.map(abs).max() ?? 0
                let worst = zip(own, other).map { abs($0 - $1) }.max() ?? 0
                #expect(worst <= 1e-4 * size, "\(workers) workers")
            }
        }
    }

    @Test("it ends when validation has not improved for long")
    func patience() throws {
        var settings = Self.settings(4000)
        settings.patienceStepCount = 40
        // So large a rate never settles.
        settings.highestRate = 0.3
        settings.averageDecay = 0
        let trainer = try Trainer(Self.network, task: Self.task(), settings: settings)

        let ending = try trainer.run(seconds: { 0 }, report: { _ in true })

        #expect(ending == "no better for 40 steps")
        #expect(trainer.state.step < 4000)
    }

    @Test("it ends when its time is over")
    func timeLimit() throws {
        var settings = Self.settings(4000)
        settings.longestSeconds = 100
        let trainer = try Trainer(Self.network, task: Self.task(), settings: settings)
        var now = 0.0

        let ending = try trainer.run(
            seconds: {
                now += 2
                return now
            }, report: { _ in true })

        #expect(ending == "the time was over")
        #expect(trainer.state.step == 60)
    }
}
