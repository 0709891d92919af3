import Acquisition
import Models
import Testing

@testable import Agent

@Suite("SNR-holding policy")
struct HoldSNRPolicyTests {
    /// What a frame of `exposure` at 20 mW shows of a label that gives `rate` electrons a second.
    private func signal(rate: Double, exposure: Double, background: Double = 200) -> SignalFeatures
    {
        let peak = rate * exposure
        let level = background * exposure
        let noise = (peak + level + 1).squareRoot()
        return SignalFeatures(
            peakElectrons: peak, backgroundElectrons: level, noiseElectrons: noise,
            peakSNR: peak / noise)
    }

    /// Runs `count` frames of a label that bleaches, and gives the SNR of each.
    private func run(
        target: Double, start: Double, rate: Double, bleachedShare: Double, count: Int,
        most: Double = 1000
    ) throws -> (snr: [Double], exposures: [Double]) {
        var policy = HoldSNRPolicy(HoldSNRSettings(target: target, most: most))
        _ = policy.begin(Stand.outline())
        var exposure = start
        var rate = rate
        var result: (snr: [Double], exposures: [Double]) = ([], [])
        for event in 0..<count {
            let signal = signal(rate: rate, exposure: exposure)
            result.snr.append(signal.peakSNR)
            result.exposures.append(exposure)
            let verdict = policy.observe(
                Stand.nuclei(event: event, exposure: exposure, signal: signal))
            if case .exposure(let seconds) = verdict.proposals.first?.change { exposure = seconds }
            rate *= 1 - bleachedShare
        }
        return result
    }

    @Test("reaches the target from both sides and stays within 10 %", arguments: [0.01, 0.9])
    func converges(start: Double) throws {
        let result = try run(
            target: 8, start: start, rate: 2000, bleachedShare: 0, count: 30)

        #expect(result.snr.suffix(10).allSatisfy { abs($0 - 8) < 0.8 })
    }

    @Test("makes up for bleaching by longer exposures")
    func compensates() throws {
        let result = try run(
            target: 8, start: 0.1, rate: 2000, bleachedShare: 0.01, count: 150)

        #expect(result.snr.dropFirst(20).allSatisfy { abs($0 - 8) < 1 })
        #expect((result.exposures.last ?? 0) > 2 * result.exposures[20])
    }

    @Test("no step is larger than the largest step")
    func stepsAreBounded() throws {
        let result = try run(target: 8, start: 0.002, rate: 300, bleachedShare: 0, count: 30)

        for (last, next) in zip(result.exposures, result.exposures.dropFirst()) {
            #expect(next / last <= 1.51 && last / next <= 1.51)
        }
    }

    @Test("the exposure is the shortest that reaches the target")
    func shortest() throws {
        let result = try run(target: 10, start: 0.1, rate: 4000, bleachedShare: 0, count: 40)

        let exposure = try #require(result.exposures.last)
        #expect(signal(rate: 4000, exposure: exposure).peakSNR > 9.4)
        #expect(signal(rate: 4000, exposure: exposure * 0.88).peakSNR < 10)
    }

    @Test(
        "a frame without usable numbers changes nothing",
        arguments: [
            nil,
            SignalFeatures(
                peakElectrons: .nan, backgroundElectrons: 1, noiseElectrons: 1, peakSNR: 5),
            SignalFeatures(
                peakElectrons: 10, backgroundElectrons: -4, noiseElectrons: 1, peakSNR: 5),
            SignalFeatures(
                peakElectrons: .infinity, backgroundElectrons: 1, noiseElectrons: 1, peakSNR: 5),
            SignalFeatures(
                peakElectrons: 0.2, backgroundElectrons: 1, noiseElectrons: 1, peakSNR: 0.2),
        ])
    func unusable(signal: SignalFeatures?) {
        var policy = HoldSNRPolicy(HoldSNRSettings())
        _ = policy.begin(Stand.outline())

        let verdict = policy.observe(Stand.nuclei(event: 0, exposure: 0.1, signal: signal))

        #expect(verdict.proposals.isEmpty)
    }

    @Test("never asks for more than the limits that it was told")
    func staysInLimits() throws {
        let result = try run(target: 50, start: 0.5, rate: 100, bleachedShare: 0, count: 30)

        #expect(result.exposures.allSatisfy { $0 <= 1 })
        #expect(result.exposures.last == 1)
    }

    @Test("a field that shows next to nothing gets no more than a few planned exposures")
    func emptyField() throws {
        let planned = try #require(
            Stand.outline().channels.first { $0.name == "nuclei" }
        ).exposureSeconds

        let result = try run(
            target: 8, start: planned, rate: 60, bleachedShare: 0, count: 30, most: 4)

        #expect(result.exposures.last == 4 * planned)
        #expect(result.exposures.max() == 4 * planned)
    }
}
