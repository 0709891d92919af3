import Acquisition
import Foundation
import Models
import Testing

@testable import Agent

@Suite("Watch policy")
struct WatchPolicyTests {
    /// Without audits unless asked for: they come at random.
    private func settings(
        audit: Double = 0, seed: UInt64 = 1, timing: Double = 120, harm: Double = 0.05,
        every: Int? = nil
    ) -> WatchSettings {
        WatchSettings(
            events: EventDrivenSettings(wait: 0), timing: timing, every: every, audit: audit,
            harm: harm, seed: seed)
    }

    /// A cell that rounds up at minute 10, splits at 34 and is two daughters until 60.
    private func division(at minute: Double) -> [RoundedCell] {
        switch minute {
        case ..<10: []
        case ..<34: [Stand.cell()]
        case ..<40: [Stand.cell(score: 0.3, contrast: 0.3, split: 0.9)]
        case ..<60:
            [
                Stand.cell(x: 72, score: 0.8, contrast: 0.24),
                Stand.cell(x: 88, score: 0.8, contrast: 0.24),
            ]
        default: []
        }
    }

    @Test("a division is seen from its rounding to its end, and nothing before or after")
    func followsDivision() {
        var field = WatchStand(settings())

        for minute in stride(from: 0.0, to: 120, by: 2) {
            field.show(minute: minute, division(at: minute), rates: [(80, 4000)])
        }

        let minutes = field.views.map(\.minute)
        #expect(minutes.first.map { (12...18).contains($0) } == true, "\(minutes)")
        #expect(minutes.last.map { (36...46).contains($0) } == true, "\(minutes)")
        // What times the split within two minutes.
        let before = minutes.last { $0 < 34 } ?? 0
        let after = minutes.first { $0 >= 34 } ?? .infinity
        #expect(after - before <= 4, "\(minutes)")
    }

    @Test("a coarser answer takes less light")
    func coarser() {
        func count(timing: Double) -> Int {
            var field = WatchStand(settings(timing: timing))
            for minute in stride(from: 0.0, to: 120, by: 2) {
                field.show(minute: minute, division(at: minute), rates: [(80, 4000)])
            }
            return field.views.count
        }

        #expect(count(timing: 120) >= 2 * count(timing: 360))
        #expect(count(timing: 360) >= 2)
    }

    @Test("a cell that stays round gets fewer and fewer views, then none")
    func overdue() {
        var field = WatchStand(settings())

        for minute in stride(from: 0.0, to: 200, by: 2) {
            field.show(minute: minute, [Stand.cell()], rates: [(80, 4000)])
        }

        func views(_ minutes: Range<Double>) -> Int {
            field.views.count { minutes.contains($0.minute) }
        }
        #expect(views(10..<30) == 10)
        #expect(views(50..<70) < 8)
        #expect(views(80..<200) == 0)
    }

    @Test("light follows the dimmest dividing cell, from below the plan and never above it")
    func light() throws {
        func last(_ rate: Double) -> Double {
            var field = WatchStand(settings())
            for minute in stride(from: 0.0, to: 34, by: 2) {
                // A bright cell that does not divide is not what light is set by.
                field.show(
                    minute: minute, [Stand.cell()], rates: [(80, rate), (150, 100_000)])
            }
            #expect(field.views.first.map { $0.exposure < 0.05 } == true)
            return field.views.last?.exposure ?? 0
        }
        // What 8 times the noise takes: s = 64 (s + b + r²)/s.
        let needed = last(4000)
        let signal = WatchStand.signal(4000, needed)
        #expect(abs(signal.peakSNR - 8) < 0.8, "\(needed) s give \(signal.peakSNR)")
        #expect(last(1000) > 3 * needed)
        #expect(last(1) == 0.1, "no brighter than planned")
    }

    @Test("views come as often as asked, as bright as dim structures need")
    func every() throws {
        var wanted = settings()
        wanted.every = 3
        wanted.target = 4
        var field = WatchStand(wanted)
        let rates = (0..<8).map { (x: 20.0 * Double($0), rate: 1000 * Double($0 + 1)) }
        for minute in stride(from: 0.0, to: 120, by: 2) {
            field.show(minute: minute, [], rates: rates)
        }

        let minutes = field.views.map(\.minute)
        #expect(zip(minutes, minutes.dropFirst()).allSatisfy { $1 - $0 == 6 }, "\(minutes)")
        // The brightest gives 8000 a second; what is dimmer than a third of that is haze.
        let last = try #require(field.views.last?.exposure)
        #expect(abs(WatchStand.signal(3000, last).peakSNR - 4) < 0.4)
    }

    @Test("a dividing cell that fluorescence does not show gets more light")
    func unseen() {
        var field = WatchStand(settings())

        for minute in stride(from: 0.0, to: 34, by: 2) {
            field.show(minute: minute, [Stand.cell()], rates: [(150, 4000)])
        }

        let exposures = field.views.map(\.exposure)
        #expect(zip(exposures, exposures.dropFirst()).allSatisfy { $0 <= $1 })
        #expect((exposures.last ?? 0) > 2 * (exposures.first ?? 1))
    }

    @Test("audits come at random, and never take more than their share", arguments: 1...20)
    func audits(seed: UInt64) {
        func run() -> [(minute: Double, exposure: Double)] {
            var field = WatchStand(settings(audit: 0.02, seed: seed))
            // The stand's outline has 100 time points.
            for minute in stride(from: 0.0, to: 200, by: 2) { field.show(minute: minute, []) }
            return field.views
        }
        let views = run()

        #expect(views.reduce(0) { $0 + $1.exposure / 0.1 } <= 0.02 * 100 + 0.001)
        #expect(views.map(\.minute) == run().map(\.minute), "the same seed, the same moments")
        if seed > 1 {
            var other = WatchStand(settings(audit: 0.02, seed: 1))
            for minute in stride(from: 0.0, to: 200, by: 2) { other.show(minute: minute, []) }
            #expect(views.map(\.minute) != other.views.map(\.minute))
        }
    }

    @Test("a network that fails its tests is not used until it passes again")
    func trust() throws {
        // Restored frames ask for a hundredth of the light that raw ones need.
        var wanted = settings()
        wanted.signal = .restored
        func exposures(trusted: (Double) -> Double) -> WatchStand {
            var field = WatchStand(wanted)
            for minute in stride(from: 0.0, to: 60, by: 2) {
                let electrons = 4000 * field.exposure
                field.show(
                    minute: minute, [Stand.cell()], rates: [(80, 4000)],
                    onView: [
                        "restore": [
                            "peak_electrons": electrons, "noise_electrons": electrons / 100,
                            "trusted": trusted(minute),
                        ]
                    ])
            }
            return field
        }
        let good = exposures { _ in 1 }
        let bad = exposures { _ in 0 }
        let mended = exposures { $0 < 30 ? 0 : 1 }
        let raw = try #require(bad.views.last?.exposure)

        #expect(try #require(good.views.last?.exposure) < 0.3 * raw)
        #expect(abs(WatchStand.signal(4000, raw).peakSNR - 8) < 0.8)
        #expect(try #require(mended.views.last?.exposure) < 0.3 * raw)
        // Two failures of one network are enough.
        let first = try #require(bad.reasons.firstIndex { $0.contains("restore not trusted") })
        let views = bad.reasons[...first].count { $0.contains("electrons") }
        #expect(views <= 3)
    }

    @Test("audits speak for a network or against it")
    func agreement() {
        var trust = NetworkTrust()
        trust.take(["label": ["agreement_nuclei": 0.9]], agreement: 0.5)
        #expect(trust.level(of: "label") == 1)

        trust.take(["label": ["agreement_nuclei": 0.1]], agreement: 0.5)
        trust.take(["label": ["agreement_nuclei": .nan]], agreement: 0.5)
        #expect(trust.level(of: "label") < 0.7)
        #expect(trust.level(of: "restore") == 1, "nothing was said of it")
    }

    @Test("harm cuts the light, and at its limit there is none")
    func harm() {
        func views(harmed: @escaping (Double) -> Double) -> WatchStand {
            var field = WatchStand(settings())
            for minute in stride(from: 0.0, to: 120, by: 2) {
                field.show(
                    minute: minute, minute < 10 ? [] : [Stand.cell()], rates: [(80, 4000)],
                    networks: [
                        "damage": ["cells": 40, "harmed": harmed(minute)]
                    ])
            }
            return field
        }
        let unharmed = views { _ in 8 }
        let harmed = views { $0 < 14 ? 8 : 12 }

        // What the network took for harmed before any light is no harm of light.
        #expect(!unharmed.reasons.contains { $0.contains("harms") })
        #expect(harmed.reasons.contains { $0.contains("stays off") })
        #expect(harmed.views.count < unharmed.views.count / 2)
        #expect((harmed.views.map(\.minute).max() ?? 0) < 60)
    }

    @Test("while harm is looked for, light at most doubles in the time that it takes to show")
    func ramp() {
        func light(networks: [String: [String: Double]]) -> [(minute: Double, light: Double)] {
            var field = WatchStand(settings(every: 1))
            for minute in stride(from: 0.0, to: 240, by: 2) {
                field.show(
                    minute: minute, [], rates: [(80, 1000)], networks: networks)
            }
            return field.views.map { ($0.minute, $0.exposure / 0.1) }
        }
        let watched = light(networks: ["damage": ["cells": 40, "harmed": 8]])
        let unwatched = light(networks: [:])

        var sum = 0.0
        for view in watched {
            sum += view.light
            // In planned exposures: one at once, and twice as much each hour.
            #expect(sum <= pow(2, view.minute / 60) + 1e-9, "\(view.minute) min")
        }
        #expect(sum > 8, "harmless light goes on to grow")
        #expect(unwatched.prefix(20).reduce(0) { $0 + $1.light } > 2)
    }

    @Test("looks without an earlier frame say nothing of harm, and light does not grow by them")
    func comparing() {
        func field(comparesFrom start: Double) -> WatchStand {
            var field = WatchStand(settings(every: 1))
            for minute in stride(from: 0.0, to: 120, by: 2) {
                // Without an earlier frame twice as many are taken for harmed.
                let isCompared = minute >= start
                field.show(
                    minute: minute, [], rates: [(80, 1000)],
                    networks: [
                        "damage": [
                            "cells": 40, "compared": isCompared ? 40 : 0,
                            "harmed": isCompared ? 8 : 16,
                        ]
                    ])
            }
            return field
        }
        let early = field(comparesFrom: 10)
        let never = field(comparesFrom: .infinity)

        #expect(abs(early.policy.harm.excess) < 1e-9, "what is no harm is known from equal looks")
        #expect(early.views.count > 3)
        // The first time point's is in the plan before anybody could look.
        #expect(never.views.count == 1)
    }

    @Test("numbers that are none change nothing")
    func senseless() {
        var field = WatchStand(settings(audit: 0.01))
        for minute in stride(from: 0.0, to: 60, by: 2) {
            field.show(
                minute: minute,
                [
                    Stand.cell(x: .nan, score: .nan, contrast: .nan, split: .nan),
                    Stand.cell(),
                ],
                rates: [(80, .nan), (.infinity, 5)],
                networks: ["damage": ["cells": .nan, "harmed": .infinity]],
                onView: ["restore": ["peak_electrons": .nan, "trusted": .nan]])
        }

        #expect(field.exposure.isFinite && field.exposure > 0 && field.exposure <= 0.1)
    }

    @Test("a view is worth most where a division is likely and long unseen")
    func worth() {
        let worth = ViewWorth(longestGap: 240)

        #expect(abs(worth.worth(probability: 1, gap: 240) - 1) < 1e-12)
        #expect(worth.worth(probability: 0.9, gap: 240) < 1)
        #expect(worth.worth(probability: 0.9, gap: 400) > 1)
        #expect(worth.worth(probability: 0.05, gap: 1e6) < 0.7)
        #expect(worth.worth(probability: 0, gap: 1e6) == 0)
    }
}
