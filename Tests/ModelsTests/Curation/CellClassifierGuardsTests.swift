import Foundation
import Testing

@testable import Models

@Suite("Guards of cell classifiers")
struct CellClassifierGuardsTests {
    @Test("a classifier that looks at the cell passes all guards")
    func honest() throws {
        let set = try Self.set(densityTells: false)

        let guards = try Self.guards(set) { crop in
            1 / (1 + exp((Self.sum(crop) + 50) / 20))
        }

        #expect(guards.failures.isEmpty)
        #expect(guards.accuracy == 1)
        #expect(guards.swappedAccuracy == 1)
        #expect(guards.backgroundAccuracy == 0.5)
        #expect((guards.shareInside ?? 0) > 0.8)
        #expect(guards.figures.count == 3)
    }

    @Test("a classifier that looks at density fails with swapped confluence")
    func density() throws {
        let set = try Self.set(densityTells: true)

        let guards = try Self.guards(set) { $0.facts.confluence < 4 ? 0.9 : 0.1 }

        #expect((guards.swappedAccuracy ?? 1) < 0.2)
        #expect(guards.failures.contains { $0.contains("density speaks against") })
        #expect(guards.failures.contains { $0.hasPrefix("background alone reaches") })
    }

    @Test("a classifier that looks at a corner of the crop fails by its saliency")
    func corner() throws {
        let set = try Self.set(densityTells: false)

        let guards = try Self.guards(set) { crop in
            var sum = 0.0
            for y in 0..<8 { for x in 0..<8 { sum += abs(Double(crop.images[0][x, y])) } }
            return 0.5 + min(0.4, sum / 100)
        }

        #expect((guards.shareInside ?? 1) < 0.1)
        #expect(guards.failures.contains { $0.contains("of the saliency lies on cells") })
    }

    @Test("what could not be tried is said, not passed")
    func missing() throws {
        let set = try Self.set(densityTells: false)

        let guards = try CellClassifierGuards(
            test: set.test, background: [], swapped: [], target: Self.isHarmed,
            probabilities: { $0.map { _ in [0.5, 0.5] } })

        #expect(guards.failures.count == 3)
        #expect(guards.failures.allSatisfy { $0.contains("not tried") })
    }

    @Test("swapped sets hold unharmed cells of sparse fields and harmed ones of dense fields")
    func swap() throws {
        let set = try Self.set(densityTells: true)

        let harmed = set.swapped.filter { $0.damage == 1 }.map(\.facts.confluence)
        let unharmed = set.swapped.filter { $0.damage == 0 }.map(\.facts.confluence)

        #expect((harmed.min() ?? 0) > (unharmed.max() ?? 99))
        #expect(throws: CurationError.self) {
            try ConfluenceSwap.choose(set.test) { _ in true }
        }
    }

    private struct Sets {
        var test: [CellCrop]
        var background: [CellCrop]
        var swapped: [CellCrop]
    }

    private static func isHarmed(_ crop: CellCrop) -> Int? {
        crop.damage.map { $0 > 0.5 ? 1 : 0 }
    }

    private static func guards(
        _ set: Sets, harmed: (CellCrop) -> Double
    ) throws -> CellClassifierGuards {
        try CellClassifierGuards(
            test: set.test, background: set.background, swapped: set.swapped, saliencyCount: 10,
            target: isHarmed,
            probabilities: { crops in
                crops.map { crop in
                    let value = harmed(crop)
                    return [1 - value, value]
                }
            })
    }

    /// Harmed cells are dark, others bright; harmed fields are mostly sparse if density tells.
    private static func set(densityTells: Bool) throws -> Sets {
        let frames = (0..<16).map { index in
            let isDead = index % 2 == 1
            let isUsual = index % 8 < 6
            let isSparse = densityTells ? isDead == isUsual : index % 4 < 2
            let cells = CurationSamples.cells(
                isSparse ? 3 : 12, side: 200, state: isDead ? "dead" : "interphase",
                seed: UInt64(index))
            return CurationSamples.frame(
                position: "p\(index)", side: 200, cells: cells, contrast: isDead ? -60 : 60,
                seed: UInt64(index + 70))
        }
        let settings = CropSettings(channels: ["phase"])
        let test = try CropSet.make(frames, settings: settings).crops
        let verdict = { (crop: CellCrop) in crop.damage.map { $0 > 0.5 } }
        return Sets(
            test: test, background: try CropSet.background(frames, settings: settings).crops,
            swapped: try ConfluenceSwap.choose(test, isHarmed: verdict))
    }

    private static func sum(_ crop: CellCrop) -> Double {
        zip(crop.images[0].pixels, crop.mask).reduce(0) { $1.1 ? $0 + Double($1.0) : $0 }
    }
}
