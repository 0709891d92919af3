import Glibc
import Models

/// One way to light a position.
struct LightArm: Sendable, Equatable {
    /// Shares of the planned exposure and power.
    let exposure: Double
    let power: Double
    /// Time points from one frame to the next.
    let interval: Int
}

/// What is believed of all ways to light a position, and the choice between them.
///
/// Image quality, what is seen of events, and harm are learned apart. A choice draws one function of
/// each from what is believed (Thompson sampling); of the ways that would be good enough in both
/// quality and information it takes the one that would harm least.
struct LightArms: Sendable {
    let arms: [LightArm]
    private let quality: Double
    private let information: Double
    private var qualities: GaussianProcess
    private var informations: GaussianProcess
    private var harms: GaussianProcess

    /// - Parameter asksInformation: Whether something happens that is to be seen.
    init(_ settings: BanditSettings, asksInformation: Bool) {
        arms = settings.exposures.flatMap { exposure in
            settings.powers.flatMap { power in
                settings.intervals.map {
                    LightArm(exposure: exposure, power: power, interval: $0)
                }
            }
        }
        quality = settings.quality
        information = asksInformation ? settings.information : 0
        // A factor of four in light or in time makes frames that differ.
        let points = arms.map {
            [log2($0.exposure * $0.power) / 2, log2($0.power) / 2, log2(Double($0.interval)) / 2]
        }
        func beliefs(mean: Double, noise: Double) -> GaussianProcess {
            GaussianProcess(points: points, mean: mean, deviation: 0.5, noise: noise)
        }
        qualities = beliefs(mean: 0.5, noise: 0.1)
        informations = beliefs(mean: 0.5, noise: 0.1)
        harms = beliefs(mean: 0.5, noise: 0.05)
    }

    /// Takes in what came of a choice; what was not measured teaches nothing.
    mutating func learn(_ arm: Int, quality: Double?, information: Double?, harm: Double) {
        if let quality { qualities.add(quality, at: arm) }
        if let information { informations.add(information, at: arm) }
        harms.add(harm, at: arm)
    }

    /// The index of the way to try next.
    func choose(_ random: inout some RandomNumberGenerator) -> Int {
        let quality = qualities.sample(&random)
        let information = informations.sample(&random)
        let harm = harms.sample(&random)
        let isGood = arms.indices.filter {
            quality[$0] >= self.quality
                && (self.information == 0 || information[$0] >= self.information)
        }
        if let least = isGood.min(by: { harm[$0] < harm[$1] }) { return least }
        func worth(_ arm: Int) -> Double {
            quality[arm] + (self.information > 0 ? information[arm] : 0) - harm[arm]
        }
        return arms.indices.max { worth($0) < worth($1) } ?? 0
    }
}
