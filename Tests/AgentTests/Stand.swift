import Hardware
import Models

@testable import Acquisition
@testable import Agent

/// Outlines, observations and frames for tests.
enum Stand {
    static func outline(
        positions: Int = 2, exposure: Double = 0.1, planes: Int = 1, focusReach: Double = 0
    ) -> RunOutline {
        RunOutline(
            positionNames: (0..<positions).map { "P\($0)" },
            channels: [
                .init(
                    name: "phase", isTransmitted: true, exposureSeconds: 0.01,
                    powerMilliwatts: 0.2, exposureLimits: 0.001...10, powerLimits: 0...1,
                    joulesPerCm2: 0.0001),
                .init(
                    name: "nuclei", isTransmitted: false, exposureSeconds: exposure,
                    powerMilliwatts: 20, exposureLimits: 0.001...1, powerLimits: 0...100,
                    joulesPerCm2: 0.28),
            ],
            intervalSeconds: 120, timePointCount: 100, budgetPerPosition: 60,
            planeCount: planes, focusReachMicrometers: focusReach)
    }

    /// A phase frame that shows `cells`.
    static func phase(
        minute: Double, position: Int = 0, _ cells: [RoundedCell], joules: Double? = 0
    ) -> Observation {
        Observation(
            event: Int(minute) * 10 + position, timeIndex: Int(minute / 2), seconds: minute * 60,
            position: position, positionName: "P\(position)", channel: "phase",
            isTransmitted: true, exposureSeconds: 0.01, powerMilliwatts: 0.2,
            pixelMicrometers: 0.325,
            features: FrameFeatures(activity: cells.first?.score ?? 0, candidates: cells),
            standing: RunStanding(
                joulesAtPosition: joules, joulesInRun: joules, firstOpenEvent: 0))
    }

    static func nuclei(
        event: Int, position: Int = 0, exposure: Double, signal: SignalFeatures?
    ) -> Observation {
        Observation(
            event: event, timeIndex: event, seconds: Double(event) * 120, position: position,
            positionName: "P\(position)", channel: "nuclei", isTransmitted: false,
            exposureSeconds: exposure, powerMilliwatts: 20, pixelMicrometers: 0.325,
            features: FrameFeatures(signal: signal),
            standing: RunStanding(joulesAtPosition: 0, joulesInRun: 0, firstOpenEvent: 0))
    }

    /// A rounded cell at a place in µm.
    static func cell(
        x: Double = 80, y: Double = 80, score: Double = 0.95, contrast: Double = 0.38,
        split: Double = 0
    ) -> RoundedCell {
        RoundedCell(
            x: x / 0.325, y: y / 0.325, diameterMicrometers: 17, contrast: contrast,
            roundness: 0.95 - 0.3 * split, score: score, elongation: 1 + split, split: split)
    }

    static func frame(
        event: Int, channel: String, isTransmitted: Bool, pixels: [UInt16], width: Int, height: Int
    ) -> AcquiredFrame {
        let metadata = FrameMetadata(
            number: UInt64(event), width: width, height: height, exposure: .milliseconds(100),
            offset: 100, electronsPerGrey: 0.5, startedAt: .zero, wallTime: 0, droppedCount: 0,
            checksum: 0)
        return AcquiredFrame(
            eventIndex: event, timeIndex: event, position: 0, positionName: "P0", channel: channel,
            isTransmitted: isTransmitted, seconds: Double(event) * 120, powerMilliwatts: 20,
            readNoiseElectrons: 1, pixelMicrometers: 0.325,
            frame: Frame(metadata: metadata, pixels: FrameBuffer(pixels)))
    }
}

/// Feeds a policy and keeps track of which position has its light on.
struct Bench {
    private(set) var policy: any Policy
    private(set) var isTaking: [Int: Bool] = [:]
    private(set) var reasons: [String] = []
    /// Minutes at which the light of each position was on.
    private(set) var litMinutes: [Int: [Double]] = [:]

    init(_ policy: any Policy, outline: RunOutline = Stand.outline()) throws {
        self.policy = policy
        take(try self.policy.begin(outline))
    }

    /// Shows the policy a frame; what it asks for is done, as an envelope without limits would.
    mutating func show(_ observation: Observation) throws {
        take(try policy.observe(observation))
        if isTaking[observation.position] ?? true {
            litMinutes[observation.position, default: []].append(observation.seconds / 60)
        }
    }

    private mutating func take(_ verdict: Verdict) {
        reasons.append(verdict.reason)
        policy.applied(verdict.proposals)
        for proposal in verdict.proposals {
            if let isOn = proposal.change.takes { isTaking[proposal.position] = isOn }
        }
    }
}

/// Random numbers that are the same in every run of the tests (SplitMix64, Steele et al. 2014).
struct TestGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
