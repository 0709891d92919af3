/// What one policy caught on one specimen, and what that cost, by the truth of the simulation.
package struct PolicyTrial: Sendable, Hashable, Codable {
    package let policy: String
    package let seed: UInt64
    /// What happened that was asked for: divisions or flashes in the imaged fields, links of tracks
    /// with those that are false, or time points of cells whose brightness was to be followed.
    package let happened: Int
    package let caught: Int
    /// Seconds between each caught division's anaphase and where the frames put it.
    package let timingErrors: [Double]
    /// Why each of the others was missed.
    package let misses: [String]
    /// J/cm² of fluorescence light, all positions together.
    package let fluorescence: Double
    /// Cells that light did something to.
    package let harmed: Int
    /// Share of the label that light destroyed, cells on average.
    package let bleached: Double
    package let frames: Int
    /// What a measured brightness is typically off by, as a share; `nil` where none was asked for.
    package let intensityError: Double?
    package let conduct: TrialConduct

    package init(
        policy: String, seed: UInt64, happened: Int, caught: Int, timingErrors: [Double] = [],
        misses: [String] = [],
        fluorescence: Double, harmed: Int, bleached: Double = 0, frames: Int = 0,
        intensityError: Double? = nil, conduct: TrialConduct = TrialConduct()
    ) {
        self.policy = policy
        self.seed = seed
        self.happened = happened
        self.caught = caught
        self.timingErrors = timingErrors
        self.misses = misses
        self.fluorescence = fluorescence
        self.harmed = harmed
        self.bleached = bleached
        self.frames = frames
        self.intensityError = intensityError
        self.conduct = conduct
    }

    /// By the divisions that were caught.
    package init(policy: String, seed: UInt64, score: RunScore, frames: Int, conduct: TrialConduct)
    {
        self.init(
            policy: policy, seed: seed, happened: score.divisions.count, caught: score.caughtCount,
            timingErrors: score.divisions.filter(\.isCaught).compactMap { $0.timingError.map(abs) },
            misses: score.divisions.compactMap(\.miss),
            fluorescence: score.fluorescenceJoulesPerCm2, harmed: score.harmed.count,
            bleached: score.bleachedShare, frames: frames, conduct: conduct)
    }

    /// By the flashes of organelles that were caught.
    package init(
        policy: String, seed: UInt64, flashesOf score: RunScore, frames: Int, conduct: TrialConduct
    ) {
        self.init(
            policy: policy, seed: seed, happened: score.flashes.count,
            caught: score.flashes.count(where: \.isCaught),
            timingErrors: score.flashes.filter(\.isCaught).compactMap { $0.timingError.map(abs) },
            misses: score.flashes.compactMap(\.miss),
            fluorescence: score.fluorescenceJoulesPerCm2, harmed: score.harmed.count,
            bleached: score.bleachedShare, frames: frames, conduct: conduct)
    }

    /// By the brightness of cells over time.
    package init(
        policy: String, seed: UInt64, score: RunScore, intensities: IntensityTally, frames: Int,
        conduct: TrialConduct
    ) {
        self.init(
            policy: policy, seed: seed, happened: intensities.happened, caught: intensities.right,
            fluorescence: score.fluorescenceJoulesPerCm2, harmed: score.harmed.count,
            bleached: score.bleachedShare, frames: frames, intensityError: intensities.typicalError,
            conduct: conduct)
    }

    /// By the cells that could be followed.
    package init(
        policy: String, seed: UInt64, score: RunScore, tracking: TrackingTally, frames: Int,
        conduct: TrialConduct
    ) {
        self.init(
            policy: policy, seed: seed,
            happened: tracking.right + tracking.missing + tracking.wrong, caught: tracking.right,
            fluorescence: score.fluorescenceJoulesPerCm2, harmed: score.harmed.count,
            bleached: score.bleachedShare, frames: frames, conduct: conduct)
    }
}
