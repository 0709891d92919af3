/// How much is held out, and what keeps the parts of a single field apart.
package struct SplitOptions: Sendable, Equatable {
    /// Shares of training, validation and test; scaled to a sum of 1.
    package let shares: [DataSplit.Part: Double]
    package let seed: UInt64
    /// Between the parts of a single position; `nil` for 5 % of its duration. At least one frame
    /// is left out in either case.
    package let gapSeconds: Double?
    /// Between the parts of a single frame.
    package let marginPixels: Int
    /// The narrowest part of a single frame that is worth having.
    package let leastPixels: Int

    package init(
        training: Double = 0.7, validation: Double = 0.15, test: Double = 0.15, seed: UInt64 = 0,
        gapSeconds: Double? = nil, marginPixels: Int = 16, leastPixels: Int = 32
    ) {
        precondition(
            training > 0 && validation > 0 && test > 0 && (training + validation + test).isFinite,
            "each part has a share")
        precondition(marginPixels >= 0 && leastPixels > 0, "parts have pixels")
        let sum = training + validation + test
        shares = [.training: training / sum, .validation: validation / sum, .test: test / sum]
        self.seed = seed
        self.gapSeconds = gapSeconds
        self.marginPixels = marginPixels
        self.leastPixels = leastPixels
    }

    func share(_ part: DataSplit.Part) -> Double { shares[part] ?? 0 }
}
