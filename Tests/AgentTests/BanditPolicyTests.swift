import Acquisition
import Models
import Testing

@testable import Agent

@Suite("Bandit policy")
struct BanditPolicyTests {
    /// Shows the policy time points of one position and does what it asks for.
    private struct Field {
        var policy: BanditPolicy
        var isOn = true
        var exposure = 0.1
        var power = 20.0
        /// Light of each time point in planned exposures, and the signal-to-noise ratio of its frame.
        var frames: [(light: Double, snr: Double?)] = []

        init(_ settings: BanditSettings) {
            policy = BanditPolicy(settings)
            take(policy.begin(Stand.outline(positions: 1)))
        }

        mutating func show(_ timePoint: Int, _ cells: [RoundedCell], rate: Double) {
            let wasOn = isOn
            take(policy.observe(Stand.phase(minute: Double(timePoint) * 2, cells)))
            guard wasOn else { return frames.append((0, nil)) }
            let light = exposure * power / 2
            let (peak, background) = (rate * light, 200 * light)
            let noise = (peak + background + 1).squareRoot()
            frames.append((light, peak / noise))
            var frame = Stand.nuclei(
                event: timePoint, exposure: exposure,
                signal: SignalFeatures(
                    peakElectrons: peak, backgroundElectrons: background, noiseElectrons: noise,
                    peakSNR: peak / noise))
            frame.powerMilliwatts = power
            take(policy.observe(frame))
        }

        private mutating func take(_ verdict: Verdict) {
            policy.applied(verdict.proposals)
            for proposal in verdict.proposals {
                switch proposal.change {
                case .take(let on): isOn = on
                case .exposure(let seconds): exposure = seconds
                case .power(let milliwatts): power = milliwatts
                case .virtual, .stop, .every, .planes, .focus: break
                }
            }
        }
    }

    private func settings(seed: UInt64) -> BanditSettings {
        BanditSettings(events: EventDrivenSettings(wait: 0, giveUp: 1e9), seed: seed)
    }

    @Test(
        "while nothing happens it ends with little light", arguments: 1...10 as ClosedRange<UInt64>)
    func quiet(seed: UInt64) {
        var field = Field(settings(seed: seed))
        for timePoint in 0..<2000 { field.show(timePoint, [], rate: 2000) }

        let last = field.frames.suffix(500)
        let light = last.reduce(0) { $0 + $1.light } / 500
        #expect(light < 0.1, "\(light)")
    }

    @Test(
        "while a cell divides it ends with good frames at most time points, for less than the plan's light",
        arguments: 1...10 as ClosedRange<UInt64>)
    func busy(seed: UInt64) {
        var field = Field(settings(seed: seed))
        for timePoint in 0..<2000 { field.show(timePoint, [Stand.cell()], rate: 2000) }

        let last = field.frames.suffix(500)
        let taken = last.compactMap(\.snr)
        let good = taken.count { $0 >= 0.85 * 8 }
        let light = last.reduce(0) { $0 + $1.light } / 500
        #expect(taken.count > 350, "\(taken.count) of 500")
        #expect(Double(good) > 0.75 * Double(taken.count), "\(good) of \(taken.count)")
        // What the asked ratio takes is 4 % of the planned exposure at the whole power here.
        #expect(light < 0.6, "\(light)")
    }

    @Test("the same seed decides the same, another one otherwise")
    func seeds() {
        func light(_ seed: UInt64) -> [Double] {
            var field = Field(settings(seed: seed))
            for timePoint in 0..<200 { field.show(timePoint, [], rate: 2000) }
            return field.frames.map(\.light)
        }

        #expect(light(3) == light(3))
        #expect(light(3) != light(4))
    }
}
