import Acquisition
import Models

@testable import Agent

/// A run of one position without an envelope: what the policy asks for is done.
struct WatchStand {
    var policy: WatchPolicy
    var isOn = true
    var exposure = 0.1
    /// Minutes at which fluorescence was taken, and the exposure of each.
    var views: [(minute: Double, exposure: Double)] = []
    var reasons: [String] = []

    init(_ settings: WatchSettings) {
        policy = WatchPolicy(settings)
        take(policy.begin(Stand.outline(positions: 1)))
    }

    /// One time point: a watched frame, and a fluorescence frame where that is on.
    ///
    /// - Parameters:
    ///   - rates: Electrons a second at 20 mW of bright structures at x in µm; y is 80.
    ///   - networks: What networks measured on the watched frame, and on the fluorescence frame.
    mutating func show(
        minute: Double, _ cells: [RoundedCell], rates: [(x: Double, rate: Double)] = [],
        networks: [String: [String: Double]]? = nil,
        onView: [String: [String: Double]]? = nil
    ) {
        let wasOn = isOn
        var phase = Stand.phase(minute: minute, cells)
        phase.features.networks = networks
        take(policy.observe(phase))
        guard wasOn else { return }
        views.append((minute, exposure))
        var frame = Stand.nuclei(
            event: Int(minute) * 10 + 1, exposure: exposure,
            signal: Self.signal(rates.map(\.rate).max() ?? 0, exposure))
        frame.seconds = minute * 60
        frame.features.spots = rates.map {
            BrightSpot(x: $0.x / 0.325, y: 80 / 0.325, peakElectrons: $0.rate * exposure)
        }
        frame.features.structures = frame.features.spots
        frame.features.networks = onView
        take(policy.observe(frame))
    }

    static func signal(_ rate: Double, _ exposure: Double) -> SignalFeatures {
        let (peak, background) = (rate * exposure, 200 * exposure)
        let noise = (peak + background + 1).squareRoot()
        return SignalFeatures(
            peakElectrons: peak, backgroundElectrons: background, noiseElectrons: noise,
            peakSNR: peak / noise)
    }

    private mutating func take(_ verdict: Verdict) {
        reasons.append(verdict.reason)
        policy.applied(verdict.proposals)
        for proposal in verdict.proposals {
            switch proposal.change {
            case .take(let on): isOn = on
            case .exposure(let seconds): exposure = seconds
            case .virtual, .stop: isOn = false
            case .power, .every, .planes, .focus: break
            }
        }
    }
}
