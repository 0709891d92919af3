import Testing

@testable import SimulatedRig

@Suite("Phototoxicity: the calibration of sheet 10.4")
struct PhototoxicityTests {
    @Test("50 J/cm² of 405 nm within 10 minutes brings an average unlabelled cell to 1")
    func violet() {
        let damage = damage(405, joules: 50, seconds: 600, isLabelled: false)

        #expect((0.93...1.07).contains(damage))
    }

    @Test("2e5 J/cm² of 640 nm at 1 kW/cm² stay below 1")
    func red() {
        let damage = damage(640, joules: 2e5, seconds: 200, isLabelled: false)

        #expect((0.1...1).contains(damage))
    }

    @Test("a bright label lowers the tolerated dose five to ten times")
    func label() {
        let plain = threshold(475, irradiance: 10, isLabelled: false)
        let labelled = threshold(475, irradiance: 10, isLabelled: true)

        #expect((5...10).contains(plain / labelled))
    }

    @Test("the same dose at a lower intensity harms less", arguments: [405.0, 475, 555])
    func reciprocityFails(wavelength: Double) {
        let joules = wavelength < 420 ? 20.0 : 300
        let slow = damage(wavelength, joules: joules, seconds: 600, isLabelled: true)
        let middle = damage(wavelength, joules: joules, seconds: 60, isLabelled: true)
        let fast = damage(wavelength, joules: joules, seconds: 1, isLabelled: true)

        #expect(slow < 0.8 * middle)
        #expect(middle < 0.8 * fast)
    }

    @Test("a day under the transmitted lamp, twice a minute, harms nobody")
    func lampIsHarmless() {
        var specimen = Specimen(.average(micrometers: 700))
        for minute in 0..<2880 {
            let second = 30 * Double(minute)
            specimen.advance(to: second)
            specimen.receive(
                someLight(
                    660, irradiance: 0.028, from: second, seconds: 0.01, isTransmitted: true))
        }

        #expect(specimen.cells.allSatisfy { $0.peakDamage < 0.01 })
        #expect(specimen.cells.contains { $0.dose["LED", default: 0] > 0.1 })
    }

    @Test("little damage is repaired, much is not")
    func repair() {
        for (joules, isRepaired) in [(20.0, true), (80.0, false)] {
            var specimen = Specimen(.average(isLabelled: false))
            specimen.receive(someLight(405, irradiance: joules / 600, from: 0, seconds: 600))
            specimen.advance(to: 3000)
            let early = middle(specimen.cells.map(\.damage))
            specimen.advance(to: 12 * 3600)
            let late = middle(specimen.cells.filter { $0.bornAt < 0 }.map(\.damage))

            #expect((late < 0.4 * early) == isRepaired)
        }
    }

    @Test("damage delays mitosis, and above 1 arrests it")
    func delayAndArrest() {
        let quiet = outcomes(joules: 0)
        let some = outcomes(joules: 22)
        let much = outcomes(joules: 55)

        #expect(quiet.damage.isEmpty)
        #expect(some.damage.contains(.delay))
        #expect(!some.damage.contains(.death))
        #expect(some.divisions > 0 && some.divisions < quiet.divisions)
        #expect(much.damage.contains(.arrest))
        #expect(much.divisions < some.divisions)
    }

    @Test("too much light rounds, then blebs, then kills, hours later, in this order")
    func death() {
        var specimen = Specimen(.average(isLabelled: false))
        specimen.receive(someLight(405, irradiance: 0.5, from: 0, seconds: 400))
        specimen.advance(to: 24 * 3600)
        var times: [Int: [DamageOutcome: Double]] = [:]
        for case .damage(let cell, let time, let what) in specimen.drainEvents() {
            times[cell, default: [:]][what] = time
        }
        let ends = times.values.compactMap { outcome -> [Double]? in
            guard let round = outcome[.rounding], let bleb = outcome[.blebbing],
                let death = outcome[.death]
            else { return nil }
            return [round, bleb, death]
        }

        #expect(ends.count >= 8)
        #expect(ends.allSatisfy { $0 == $0.sorted() && $0[0] > 1800 && $0[2] > 2 * 3600 })
        #expect(specimen.cells.allSatisfy { $0.phase != .interphase || $0.peakDamage < 1.5 })
    }

    private func damage(
        _ wavelength: Double, joules: Double, seconds: Double, isLabelled: Bool
    ) -> Double {
        var specimen = Specimen(.average(isLabelled: isLabelled))
        specimen.receive(
            someLight(wavelength, irradiance: joules / seconds, from: 0, seconds: seconds))
        specimen.advance(to: seconds + 1500)
        return specimen.medianDamage
    }

    private func threshold(_ wavelength: Double, irradiance: Double, isLabelled: Bool) -> Double {
        var low = 1.0
        var high = 1e5
        while high / low > 1.02 {
            let joules = (low * high).squareRoot()
            let reached = damage(
                wavelength, joules: joules, seconds: joules / irradiance, isLabelled: isLabelled)
            if reached < 1 { low = joules } else { high = joules }
        }
        return low
    }

    private func outcomes(joules: Double) -> (damage: Set<DamageOutcome>, divisions: Int) {
        var specimen = Specimen(.average(micrometers: 900, isLabelled: false))
        if joules > 0 {
            specimen.receive(
                someLight(405, irradiance: joules / 600, from: 0, seconds: 600, radius: 1000))
        }
        specimen.advance(to: 3 * 3600)
        var damage: Set<DamageOutcome> = []
        var divisions = 0
        for event in specimen.drainEvents() {
            if case .damage(_, _, let what) = event { damage.insert(what) }
            if case .division = event { divisions += 1 }
        }
        return (damage, divisions)
    }

    private func middle(_ values: [Double]) -> Double {
        values.sorted()[values.count / 2]
    }
}
