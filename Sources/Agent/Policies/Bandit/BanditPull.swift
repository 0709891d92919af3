/// What has come so far of one choice at one position.
struct BanditPull: Sendable {
    let arm: Int
    let isEvent: Bool
    private(set) var timePoints = 0
    /// Share of the asked signal-to-noise ratio of each frame.
    private var qualities: [Double] = []
    private var firstRate: Double?
    private var lastRate: Double?
    /// Light of its frames, in planned exposures.
    private var light = 0.0

    init(arm: Int, isEvent: Bool) {
        self.arm = arm
        self.isEvent = isEvent
    }

    mutating func passed() { timePoints += 1 }

    /// Takes in a fluorescence frame.
    ///
    /// - Parameters:
    ///   - snr: Its peak signal-to-noise ratio as a share of the asked one.
    ///   - rate: Electrons of its peak a second and milliwatt.
    ///   - light: In planned exposures.
    mutating func saw(snr: Double, rate: Double, light: Double) {
        if snr.isFinite { qualities.append(min(max(snr, 0), 1)) }
        if rate.isFinite, rate > 0 {
            firstRate = firstRate ?? rate
            lastRate = rate
        }
        self.light += light.isFinite ? light : 0
    }

    /// The mean quality of the frames; `nil` without any.
    var quality: Double? {
        qualities.isEmpty ? nil : qualities.reduce(0, +) / Double(qualities.count)
    }

    /// The share of the time points that were seen.
    var information: Double { Double(qualities.count) / Double(max(1, timePoints)) }

    /// Light as a share of the plan's, and the share of the label that it bleached.
    var harm: Double {
        let bleached =
            firstRate.flatMap { first in lastRate.map { max(0, 1 - $0 / first) } } ?? 0
        return light / Double(max(1, timePoints)) + (qualities.count >= 4 ? bleached : 0)
    }
}
