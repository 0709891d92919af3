internal import Glibc

/// Teaches a network of single cells on crops that are turned, shifted and varied at random.
package final class CropTask: TrainingTask {
    /// The loss of one head.
    package struct Term: Sendable, Hashable {
        package var loss: Loss
        /// Which of an example's targets belong to it.
        package var targets: Range<Int>
        package var factor: Float

        package init(_ loss: Loss, targets: Range<Int>, factor: Float = 1) {
            self.loss = loss
            self.targets = targets
            self.factor = factor
        }
    }

    package struct Settings: Sendable, Hashable {
        package var batchCount = 64
        /// 0 draws groups as often as they occur, 1 all groups equally often.
        package var balance = 0.5
        /// In pixels to either side.
        package var mostShift = 3
        /// What a crop's values may be multiplied by.
        package var gain: ClosedRange<Float> = 0.85...1.15
        /// Largest standard deviation of the noise that is added.
        package var largestNoise: Float = 0.1

        package init() {}
    }

    package let inputShape: TensorShape
    /// How often each group is drawn, of 1.
    package let shares: [Double]
    private let terms: [Term]
    private let settings: Settings
    private let groups: [[CropExample]]
    private let kept: [CropExample]
    private var targets: [[Float]]
    private var weights: [[Float]]

    /// - Parameters:
    ///   - terms: One for each output of the network.
    ///   - training: At least one.
    package init(
        _ shape: CellNetwork, terms: [Term], settings: Settings, training: [CropExample],
        validation: [CropExample]
    ) {
        precondition(!training.isEmpty, "crops to learn from")
        self.terms = terms
        self.settings = settings
        let count = (training.map(\.group).max() ?? 0) + 1
        var groups = [[CropExample]](repeating: [], count: count)
        for example in training { groups[example.group].append(example) }
        self.groups = groups
        kept = validation
        let powers = groups.map { $0.isEmpty ? 0 : pow(Double($0.count), 1 - settings.balance) }
        let sum = powers.reduce(0, +)
        shares = powers.map { $0 / sum }
        inputShape = shape.inputShape(batch: settings.batchCount)
        targets = terms.map {
            [Float](repeating: 0, count: settings.batchCount * $0.targets.count)
        }
        weights = terms.map { _ in [Float](repeating: 1, count: settings.batchCount) }
    }

    package func begin(epoch: Int) {}

    package func fill(
        _ input: UnsafeMutableBufferPointer<Float>, random: inout SplitMix64
    ) {
        let size = input.count / settings.batchCount
        for index in 0..<settings.batchCount {
            let group = drawGroup(&random)
            let place = Int(random.next() % UInt64(groups[group].count))
            let crop = UnsafeMutableBufferPointer(
                rebasing: input[(index * size)..<((index + 1) * size)])
            let view = CropView(
                mostShift: settings.mostShift, gain: settings.gain,
                largestNoise: settings.largestNoise, random: &random)
            view.copy(groups[group][place], into: crop, random: &random)
            for (term, number) in zip(terms, terms.indices) {
                let width = term.targets.count
                weights[number][index] = groups[group][place].weights[number]
                for (channel, source) in term.targets.enumerated() {
                    targets[number][index * width + channel] =
                        groups[group][place].targets[source]
                }
            }
        }
    }

    package func loss(of answers: any TrainingAnswers) -> Float {
        var sum: Float = 0
        for (index, term) in terms.enumerated() {
            sum += Self.loss(
                term, prediction: answers.output(index), targets: targets[index],
                weights: weights[index], gradient: answers.outputGradient(index))
        }
        return sum
    }

    package func validationLoss(of network: Network) throws -> Double {
        guard !kept.isEmpty else { return 0 }
        let answers = try CropRunner(network, inputShape: inputShape)
            .run(count: kept.count) { kept[$0].images }
        var sum: Float = 0
        for (index, term) in terms.enumerated() {
            var gradient = [Float](repeating: 0, count: answers[index].count)
            let targets = kept.flatMap { $0.targets[term.targets] }
            let weights = kept.map { $0.weights[index] }
            sum += answers[index].withUnsafeBufferPointer { prediction in
                gradient.withUnsafeMutableBufferPointer { gradient in
                    Self.loss(
                        term, prediction: prediction, targets: targets, weights: weights,
                        gradient: gradient)
                }
            }
        }
        return Double(sum)
    }

    private func drawGroup(_ random: inout SplitMix64) -> Int {
        var rest = RandomDraws.unit(&random)
        for (group, share) in shares.enumerated() where share > 0 {
            rest -= share
            if rest < 0 { return group }
        }
        return shares.lastIndex { $0 > 0 } ?? 0
    }

    private static func loss(
        _ term: Term, prediction: UnsafeBufferPointer<Float>, targets: [Float],
        weights: [Float], gradient: UnsafeMutableBufferPointer<Float>
    ) -> Float {
        targets.withUnsafeBufferPointer { targets in
            weights.withUnsafeBufferPointer { weights in
                let loss = term.loss.evaluate(
                    LossArguments(
                        prediction: prediction, target: targets, weights: weights,
                        gradient: gradient,
                        shape: TensorShape(
                            batch: weights.count, channels: term.targets.count, height: 1,
                            width: 1), factor: term.factor))
                return term.factor * loss
            }
        }
    }
}
