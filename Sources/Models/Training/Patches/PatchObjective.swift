/// What the answers to patches are worth: for each output of the network a loss and its targets.
package struct PatchObjective: Sendable, Hashable {
    package struct Term: Sendable, Hashable {
        package var loss: Loss
        /// Which of the targets' channels belong to this output, in order.
        package var targets: Range<Int>
        package var factor: Float
        /// What decides in validation which step was best, if not the loss.
        package var judge: Loss?

        package init(
            _ loss: Loss, targets: Range<Int>, factor: Float = 1, judgedBy judge: Loss? = nil
        ) {
            self.loss = loss
            self.judge = judge
            self.targets = targets
            self.factor = factor
        }
    }

    /// One for each output of the network.
    package var terms: [Term]
    package var magnification: Int

    package init(terms: [Term], magnification: Int = 1) {
        self.terms = terms
        self.magnification = magnification
    }
}
