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

    /// The loss of the answers in `plan`; writes its gradient to the plan's outputs.
    func loss(of plan: TrainingPlan) -> Float

    /// The loss on what is kept back for validation, the same examples each time.
    func validationLoss(of network: Network) throws -> Double
}
