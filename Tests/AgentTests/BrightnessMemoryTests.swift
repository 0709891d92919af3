import Models
import Testing

@testable import Agent

@Suite("Brightness memory")
struct BrightnessMemoryTests {
    private static let dwell = 360.0

    private func settings(rise: Double) -> WatchSettings {
        WatchSettings(
            events: EventDrivenSettings(wait: 0, dwell: Self.dwell), every: 4, rise: rise, audit: 0)
    }

    /// A frame with bright structures at x in µm; y is 80.
    private func frame(
        minute: Double, _ rates: [(x: Double, rate: Double)], exposure: Double = 0.1
    ) -> Observation {
        var frame = Stand.nuclei(
            event: Int(minute), exposure: exposure, signal: WatchStand.signal(4000, exposure))
        frame.seconds = minute * 60
        frame.features.structures = rates.map {
            BrightSpot(x: $0.x / 0.325, y: 80 / 0.325, peakElectrons: $0.rate * exposure)
        }
        return frame
    }

    @Test("where something brightens, views come at every time point for a while")
    func views() {
        var field = WatchStand(settings(rise: 1.3))
        for minute in stride(from: 0.0, to: 60, by: 2) {
            // Structures drift, and the second one brightens from minute 27 on.
            let x = 20 + 0.4 * minute
            let second = minute < 27 ? 1000.0 : 1600
            field.show(
                minute: minute, [], rates: [(x, 4000), (x + 40, second), (x + 90, 3000)])
        }

        let minutes = field.views.map(\.minute)
        let rest = stride(from: 0.0, to: 30, by: 8).map { $0 }
        // Seen at 32, and then at each time point up to 38.
        #expect(minutes.filter { $0 < 30 } == rest, "\(minutes)")
        #expect(minutes.filter { (30...40).contains($0) } == [32, 34, 36, 38], "\(minutes)")
        #expect(minutes.filter { $0 > 40 } == [46, 54], "\(minutes)")
        #expect(field.reasons.contains { $0.hasPrefix("1 brightened") })
    }

    @Test("light suits the rise that is expected, and less of it the greater rises turn out to be")
    func light() throws {
        /// The exposure of the last view, when so many structures are for a while four times as bright.
        func exposure(rise: Double, risen: Int) throws -> Double {
            var field = WatchStand(settings(rise: rise))
            for minute in stride(from: 0.0, to: 200, by: 2) {
                let level = (20..<40).contains(minute) ? 4000.0 : 1000
                field.show(
                    minute: minute, [],
                    rates: (0..<3).map {
                        (x: 30 + 50 * Double($0), rate: $0 < risen ? level : 1000)
                    })
            }
            return try #require(field.views.last).exposure
        }
        let expected = try exposure(rise: 1.5, risen: 0)

        // Light in which a structure of s and a background of 200 electrons a second stands out is as
        // (s + 200) / s².
        let brighter = try exposure(rise: 3, risen: 0)
        #expect(abs(expected / brighter - 2.12) < 0.3, "\(expected) and \(brighter)")
        // One rise may be chance; two that agree are believed.
        let once = try exposure(rise: 1.5, risen: 1)
        #expect(abs(expected / once - 1) < 0.2, "\(expected) and \(once)")
        let twice = try exposure(rise: 1.5, risen: 2)
        #expect(abs(expected / twice - 2.88) < 0.4, "\(expected) and \(twice)")
    }

    @Test("how much a structure rises is its greatest, wherever it has moved")
    func amount() throws {
        var memory = BrightnessMemory()
        let levels = [1000.0, 1000, 1500, 2400, 2300, 1000, 1000]
        var counts: [Int] = []
        for (index, level) in levels.enumerated() {
            let minute = Double(2 * index)
            counts.append(
                memory.brightened(
                    in: frame(minute: minute, [(40 + 2 * minute, level), (120, 3000)]), by: 1.5))
        }

        #expect(counts == [0, 0, 1, 0, 0, 0, 0])
        #expect(memory.amounts.count == 1, "what goes on rising is one rise")
        #expect(abs(try #require(memory.amounts.first) - 2.4) < 0.01)
    }

    @Test("what brightens at the border may only have come in", arguments: [true, false])
    func border(isWide: Bool) {
        // 200 × 20 µm or 20 × 200 µm; the structures are looked for along the longer side.
        let (width, height) = isWide ? (615, 62) : (62, 615)
        let whole = Observation(
            of: Stand.frame(
                event: 0, channel: "nuclei", isTransmitted: false,
                pixels: Array(repeating: 100, count: width * height), width: width, height: height),
            features: FrameFeatures(), standing: Stand.phase(minute: 0, []).standing)
        /// Whether a structure at a place along the longer side, in µm, is noticed when it brightens.
        func isNoticed(at place: Double) -> Bool {
            var memory = BrightnessMemory()
            let counts = [1000.0, 3000].enumerated().map { index, level in
                var shown = frame(minute: Double(2 * index), [])
                (shown.width, shown.height) = (whole.width, whole.height)
                let (along, across) = (place / 0.325, 10 / 0.325)
                shown.features.structures = [
                    BrightSpot(
                        x: isWide ? along : across, y: isWide ? across : along,
                        peakElectrons: level * shown.exposureSeconds)
                ]
                return memory.brightened(in: shown, by: 1.5)
            }
            return counts == [0, 1]
        }

        #expect([5, 100, 195].allSatisfy(isNoticed))
        #expect(![1.3, 198.6].contains(where: isNoticed))
    }

    @Test("what is dim beside the brightest is no rise, and what was dark tells no amount")
    func dim() {
        var memory = BrightnessMemory()
        let first = [(20.0, 9000.0), (60, 500), (100, 500), (140, 1500)]
        let then = [(20.0, 9000.0), (60, 2500), (100, 4000), (140, 4500)]
        let counts = [first, then].enumerated().map { index, rates in
            memory.brightened(
                in: frame(minute: Double(2 * index), rates.map { (x: $0.0, rate: $0.1) }), by: 1.5)
        }

        // The second is under a third of 9000; the third was too dark before to be a structure.
        #expect(counts == [0, 2])
        #expect(memory.amounts.count == 1 && memory.amounts.allSatisfy { abs($0 - 3) < 1e-9 })
    }

    @Test("noise of dim frames is no rise")
    func noise() {
        var memory = BrightnessMemory()
        // Half an electron a pixel: the mean of 64 pixels is off by a tenth of its value or more.
        for (index, level) in [500.0, 700, 450, 800].enumerated() {
            let count = memory.brightened(
                in: frame(minute: Double(2 * index), [(40, level)], exposure: 0.001), by: 1.2)
            #expect(count == 0, "at \(index)")
        }
        #expect(memory.amounts.isEmpty)
    }
}
