import Testing

@testable import SimulatedRig

@Suite("Specimen: light")
struct SpecimenLightTests {
    @Test("each cell in the disc books irradiance times time, those outside nothing")
    func doseByPlace() {
        var specimen = Specimen(.average(micrometers: 1200))
        let light = someLight(
            475, irradiance: 2, from: 3, seconds: 0.1, x: 100, y: -50, radius: 200)

        specimen.receive(light)

        for cell in specimen.cells {
            let dx = cell.xMicrometers - 100
            let dy = cell.yMicrometers + 50
            let distance = (dx * dx + dy * dy).squareRoot()
            guard abs(distance - 200) > 1 else { continue }
            #expect(abs(cell.dose["475", default: 0] - (distance < 200 ? 0.2 : 0)) < 1e-12)
        }
        #expect(specimen.cells.contains { !$0.dose.isEmpty })
    }

    @Test("doses of all lines add up over any number of intervals", arguments: [1, 7, 100])
    func doseAddsUp(pieces: Int) throws {
        var specimen = Specimen(.average())
        let piece = 90.0 / Double(pieces)

        for index in 0..<pieces {
            let from = 5 + piece * Double(index)
            specimen.receive(someLight(475, irradiance: 0.01, from: from, seconds: piece))
            specimen.receive(someLight(635, irradiance: 0.02, from: from, seconds: piece))
            specimen.advance(to: from)
        }
        specimen.advance(to: 200)

        let cell = try #require(specimen.cells.first { $0.bornAt < 0 })
        #expect(abs(cell.dose["475", default: 0] - 0.9) < 1e-9)
        #expect(abs(cell.dose["635", default: 0] - 1.8) < 1e-9)
    }

    @Test("the mean over the disc is the stated irradiance, the middle is brighter")
    func profile() {
        let profile = IlluminationProfile()
        var sum = 0.0
        var count = 0.0
        for x in -100...100 {
            for y in -100...100 where x * x + y * y <= 10_000 {
                sum += profile.relative(dx: Double(x), dy: Double(y), radius: 100)
                count += 1
            }
        }

        #expect(abs(sum / count - 1) < 0.003)
        #expect(profile.relative(dx: 0, dy: 0, radius: 100) > 1.1)
        #expect(profile.relative(dx: 71, dy: 71, radius: 100) == 0)
    }

    @Test("light in one place leaves cells elsewhere as they were")
    func lightIsLocal() {
        var settings = SpecimenSettings.average(micrometers: 2400)
        settings.cellsPerSquareMillimeter = 40
        var lit = Specimen(settings)
        var dark = Specimen(settings)

        lit.receive(someLight(405, irradiance: 0.5, from: 0, seconds: 300, x: -900, radius: 200))
        lit.advance(to: 6 * 3600)
        dark.advance(to: 6 * 3600)

        func far(_ specimen: Specimen) -> [String] {
            specimen.cells.filter { $0.xMicrometers > 0 }
                .map { "\($0.xMicrometers) \($0.yMicrometers) \($0.timeline)" }.sorted()
        }
        #expect(far(lit) == far(dark))
        #expect(lit.cells.contains { $0.phase == .blebbing })
    }
}

@Suite("Bleaching")
struct BleachingTests {
    @Test("EGFP falls to 1/e within 70 to 100 J/cm² at its peak", arguments: [1.0, 5, 20])
    func bleachingDose(irradiance: Double) {
        let rules = Bleaching()
        var low = 1.0
        var high = 1000.0
        while high - low > 0.1 {
            let joules = (low + high) / 2
            var share = IntactShare()
            share.bleach(irradiance, seconds: joules / irradiance, rules)
            if share.total(rules) > 0.3679 { low = joules } else { high = joules }
        }

        #expect((70...100).contains(low))
    }

    @Test("bleaching grows faster than the intensity, by the law of the sheet")
    func powerLaw() {
        let rules = Bleaching()

        #expect(rules.rate(0) == 0)
        #expect(abs(rules.rate(10) - (rules.linear * 10 + rules.superlinear * 25.1189)) < 1e-6)
        #expect(rules.rate(100) > 12 * rules.rate(10))
    }

    @Test("a whole exposure bleaches as much as its parts")
    func partsMakeTheWhole() {
        var whole = Specimen(.average())
        var parts = Specimen(.average())

        whole.receive(someLight(475, irradiance: 5, from: 1, seconds: 8))
        for part in 0..<8 {
            parts.receive(someLight(475, irradiance: 5, from: 1 + Double(part), seconds: 1))
        }

        for (one, two) in zip(whole.cells, parts.cells) {
            for (left, right) in zip(one.intact, two.intact) { #expect(abs(left - right) < 1e-9) }
            #expect(one.intact[0] < 0.8)
            #expect(one.intact[2] > 0.95)
        }
    }

    @Test("new protein comes in, in a day or so")
    func renewal() throws {
        var specimen = Specimen(.average())
        specimen.receive(someLight(475, irradiance: 1, from: 0, seconds: 10))
        let id = try #require(specimen.cells.max { $0.timeline.prophase < $1.timeline.prophase }).id
        let early = try #require(specimen.cell(id)).intact[0]

        specimen.advance(to: 10 * 3600)

        let late = try #require(specimen.cell(id)).intact[0]
        #expect((0.2...0.4).contains((late - early) / (1 - early)))
    }
}
