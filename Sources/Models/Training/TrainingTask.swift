/// What a network is to learn: where its examples come from and what its answers are worth.
///
/// A task belongs to one training.
package protocol TrainingTask: AnyObject {
    /// Of one batch.
    var inputShape: TensorShape { get }

    /// Makes the examples of the coming steps ready; what they are depends on `epoch` alone.
    func begin(epoch: Int)

    /// Writes one batch of inputs, and keeps what the answers should be.
    func fill(_ input: UnsafeMutableBufferPointer<Float>, random: inout SplitMix64)

    /// The loss of a batch's answers; writes its gradient beside them.
    func loss(of answers: any TrainingAnswers) -> Float

    /// The loss on what is kept back for validation, the same examples each time.
    func validationLoss(of network: Network) throws -> Double
}

/// What a network in training says of one batch, and where the gradient of its loss goes.
package protocol TrainingAnswers {
    /// Of the whole batch, channels fastest.
    func output(_ index: Int) -> UnsafeBufferPointer<Float>
    func outputGradient(_ index: Int) -> UnsafeMutableBufferPointer<Float>
}

extension TrainingPlan: TrainingAnswers {}
