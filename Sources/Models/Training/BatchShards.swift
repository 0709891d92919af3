/// A network made ready to be trained by several workers: each takes its share of a batch through
/// a plan of its own, with one thread.
///
/// The shares' gradients are added in their order, so the same number of workers gives the same
/// weights on any number of processors. A single worker uses as many threads as are allowed.
/// What a layer measures over its batch (means of a normalisation) it measures over its share.
///
/// Belongs to one task at a time.
package final class BatchShards: TrainingAnswers {
    private struct Shard {
        let plan: TrainingPlan
        /// Examples of the batch before its own.
        let first: Int
        let count: Int
    }

    private let shards: [Shard]
    private let batchCount: Int
    // Of the whole batch; where there is a single shard its own are used.
    private let wholeInput: FloatBuffer?
    private let wholeOutputs: [FloatBuffer]
    private let wholeGradients: [FloatBuffer]

    /// - Parameters:
    ///   - shape: Of the one input, with the whole batch.
    ///   - workers: At least 1; no more than there are examples are used.
    ///   - seed: For layers that draw lots.
    ///   - method: How convolutions are worked out.
    package init(
        _ network: Network, shape: TensorShape, workers: Int, seed: UInt64,
        method: ConvolutionMethod = .quickest
    ) throws(NetworkError) {
        precondition(network.inputs.count == 1, "batches of one input are shared out")
        let count = max(1, min(workers, shape.batch))
        batchCount = shape.batch
        var shards: [Shard] = []
        // What is made ready for several threads starts as many, whoever runs it.
        let threadCount = InferencePlan.threadCount
        if count > 1 { InferencePlan.useThreads(1) }
        defer { InferencePlan.useThreads(threadCount) }
        for index in 0..<count {
            let range = (index * shape.batch / count)..<((index + 1) * shape.batch / count)
            var own = shape
            own.batch = range.count
            let plan = try TrainingPlan(
                network, shapes: [own], seed: seed &+ UInt64(index) &* 0x9E37_79B9,
                method: method)
            shards.append(Shard(plan: plan, first: range.lowerBound, count: range.count))
        }
        self.shards = shards
        guard count > 1 else {
            (wholeInput, wholeOutputs, wholeGradients) = (nil, [], [])
            return
        }
        let one = shards[0]
        wholeInput = FloatBuffer(count: one.plan.input(0).count / one.count * shape.batch)
        let counts = network.outputs.indices.map {
            one.plan.output($0).count / one.count * shape.batch
        }
        wholeOutputs = counts.map { FloatBuffer(count: $0) }
        wholeGradients = counts.map { FloatBuffer(count: $0) }
    }

    /// Holds the parameters that an optimiser changes, and the gradients of the whole batch.
    package var leader: TrainingPlan { shards[0].plan }

    /// Room for the batch, channels fastest.
    package var input: UnsafeMutableBufferPointer<Float> {
        wholeInput.map(\.numbers) ?? leader.input(0)
    }

    package func output(_ index: Int) -> UnsafeBufferPointer<Float> {
        wholeOutputs.isEmpty
            ? leader.output(index) : UnsafeBufferPointer(wholeOutputs[index].numbers)
    }

    package func outputGradient(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
        wholeGradients.isEmpty ? leader.outputGradient(index) : wholeGradients[index].numbers
    }

    package func forward() {
        each { shard in
            if let wholeInput {
                let input = shard.plan.input(0)
                _ = input.update(from: part(of: wholeInput, shard))
            }
            shard.plan.forward()
            for (index, whole) in wholeOutputs.enumerated() {
                _ = part(of: whole, shard).update(from: shard.plan.output(index))
            }
        }
    }

    /// From the gradients of the outputs to those of the parameters, which the leader then has.
    package func backward() {
        each { shard in
            for (index, whole) in wholeGradients.enumerated() {
                _ = shard.plan.outputGradient(index).update(from: part(of: whole, shard))
            }
            shard.plan.backward()
        }
        for shard in shards.dropFirst() {
            for (own, other) in zip(leader.parameters, shard.plan.parameters) {
                guard let sum = own.gradient, let gradient = other.gradient else { continue }
                sum.add(gradient, count: gradient.count)
            }
        }
    }

    /// Gives all workers the leader's parameters.
    package func spread() {
        for shard in shards.dropFirst() {
            for (own, other) in zip(leader.parameters, shard.plan.parameters) {
                other.value.copy(own.value, count: own.value.count)
            }
        }
    }

    private func part(of whole: FloatBuffer, _ shard: Shard) -> UnsafeMutableBufferPointer<Float> {
        let size = whole.count / batchCount
        return UnsafeMutableBufferPointer(
            rebasing: whole.numbers[(shard.first * size)..<((shard.first + shard.count) * size)])
    }

    private func each(_ work: (Shard) -> Void) {
        _ = SideBySide.map(shards.count) { work(shards[$0]) }
    }
}

extension FloatBuffer {
    fileprivate var numbers: UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(start: pointer, count: count)
    }
}
