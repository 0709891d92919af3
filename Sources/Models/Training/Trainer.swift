/// Trains a network step by step: examples, loss, gradient, schedule, validation, average.
///
/// The same seed, settings and task give the same weights, also when a training is stopped and
/// goes on from its state. Belongs to one task at a time.
package final class Trainer {
    package let settings: TrainingSettings
    private let start: Network
    private let task: any TrainingTask
    private let shards: BatchShards
    package private(set) var state: TrainingState
    private var lossSum = 0.0
    private var lossCount = 0

    /// - Parameter state: Where to go on; `nil` for the beginning.
    package init(
        _ network: Network, task: any TrainingTask, settings: TrainingSettings,
        state: TrainingState? = nil
    ) throws(NetworkError) {
        self.settings = settings
        self.task = task
        start = network
        let begun =
            state ?? TrainingState(start: network, averageDecay: settings.averageDecay)
        var current = network
        current.set(begun.weights)
        shards = try BatchShards(
            current, shape: task.inputShape, workers: settings.workerCount, seed: settings.seed,
            method: settings.usesFloatsAlone ? .winograd : .quickest)
        self.state = begun
    }

    /// The network that did best in validation so far.
    package var best: Network {
        var network = start
        network.set(state.best)
        return network
    }

    /// Trains to the end.
    ///
    /// - Parameters:
    ///   - seconds: The time since the start of the program, for progress and for a time limit.
    ///   - report: Called after each validation; false stops.
    ///   - keep: Is given the state after each validation, to be written down.
    /// - Returns: What ended it, in words.
    /// - Throws: ``NetworkError`` where the loss is no longer a number.
    package func run(
        seconds: () -> Double, report: (TrainingProgress) -> Bool,
        keep: (TrainingState) -> Void = { _ in }
    ) throws -> String {
        var optimizer = AdamW()
        optimizer.weightDecay = settings.weightDecay
        optimizer.largestNorm = settings.largestGradientNorm
        let rate = LearningRate.cosine(
            highest: settings.highestRate, lowest: settings.lowestRate,
            warmUp: settings.warmUpStepCount)
        let begun = seconds() - state.seconds
        var isBegun = false
        // A training that had ended goes no further when the same command comes again.
        if let ending { return ending }
        while state.step < settings.stepCount {
            if !isBegun || state.step % settings.epochStepCount == 0 {
                task.begin(epoch: state.step / settings.epochStepCount)
                isBegun = true
            }
            try takeStep(optimizer, rate: rate.at(step: state.step, of: settings.stepCount))
            state.seconds = seconds() - begun
            let isLast = state.step == settings.stepCount
            guard state.step % settings.validationInterval == 0 || isLast else { continue }
            let progress = try validate()
            keep(state)
            if !report(progress) { return "stopped after \(state.step) steps" }
            if let ending { return ending }
        }
        return "all steps done"
    }

    /// What ends the training early after the last validation; `nil` where it goes on.
    private var ending: String? {
        if state.seconds > settings.longestSeconds { return "the time was over" }
        if state.step - state.bestStep >= settings.patienceStepCount {
            return "no better for \(settings.patienceStepCount) steps"
        }
        return nil
    }

    private func takeStep(_ optimizer: AdamW, rate: Float) throws {
        // Each step has chance of its own, so that a training can go on from any of them.
        var random = SplitMix64(seed: settings.seed &* 0x9E37_79B9 &+ UInt64(state.step))
        task.fill(shards.input, random: &random)
        shards.forward()
        for index in start.outputs.indices { shards.outputGradient(index).update(repeating: 0) }
        let loss = task.loss(of: shards)
        shards.backward()
        let norm = optimizer.step(shards.leader, &state.moments, rate: rate)
        shards.spread()
        guard loss.isFinite, norm.isFinite else {
            throw NetworkError(
                "training", "the loss is no number at step \(state.step); try a lower rate")
        }
        state.average.update(shards.leader)
        state.step += 1
        lossSum += Double(loss)
        lossCount += 1
    }

    private func validate() throws -> TrainingProgress {
        let averaged = state.average.applied(to: start)
        let loss = try task.validationLoss(of: averaged)
        if loss < state.bestLoss {
            state.bestLoss = loss
            state.bestStep = state.step
            state.best = averaged.parameters.map(\.values)
        }
        let trainingLoss = lossSum / Double(max(lossCount, 1))
        (lossSum, lossCount) = (0, 0)
        state.weights = shards.leader.trained.parameters.map(\.values)
        state.curve.append(
            TrainingRecord.Point(
                step: state.step, seconds: state.seconds, trainingLoss: trainingLoss,
                validationLoss: loss))
        let share = Double(state.step) / Double(settings.stepCount)
        let whole = min(state.seconds / max(share, 1e-9), settings.longestSeconds)
        return TrainingProgress(
            step: state.step, stepCount: settings.stepCount, trainingLoss: trainingLoss,
            validationLoss: loss, secondsPassed: state.seconds,
            secondsLeft: max(0, whole - state.seconds))
    }
}

extension Network {
    /// Takes over the values of all parameters.
    package mutating func set(_ values: [[Float]]) {
        precondition(values.count == parameters.count, "values for each parameter")
        for index in parameters.indices { parameters[index].values = values[index] }
    }
}
