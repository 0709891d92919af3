import Testing

@testable import Models

@Suite("Shortcut probes")
struct ShortcutProbeTests {
    @Test("fields that are brighter where cells are dead are told by brightness, crops are not")
    func plantedBrightness() throws {
        let results = try Self.probe { isDead in
            FieldLook(level: isDead ? 300 : 100, count: 6)
        }

        #expect(Self.accuracy(results, .brightness) > 0.98)
        #expect(Self.accuracy(results, .background) > 0.98)
        #expect(abs(Self.accuracy(results, .cropBrightness) - 0.5) < 0.15)
        #expect(abs(Self.accuracy(results, .confluence) - 0.5) < 0.15)
        #expect(results.count == ShortcutProbe.allCases.count)
        let peer = try #require(results.first).accuracyPeer
        #expect(peer.name == "brightness alone" && peer.value > 0.98)
    }

    @Test("sparse fields where cells are dead are told by confluence")
    func plantedConfluence() throws {
        let results = try Self.probe { isDead in
            FieldLook(level: 100, count: isDead ? 3 : 12)
        }

        #expect(Self.accuracy(results, .confluence) > 0.98)
        #expect(abs(Self.accuracy(results, .brightness) - 0.5) < 0.15)
    }

    @Test("three classes along a line, and one between two others, are told apart")
    func regression() {
        let rows = (0..<90).map { [Double($0 % 3) + 0.001 * Double($0)] }
        let classes = (0..<90).map { $0 % 3 }

        let model = LogisticRegression(features: rows, classes: classes, classCount: 3)
        let parity = LogisticRegression(
            features: rows, classes: classes.map { $0 == 1 ? 1 : 0 }, classCount: 2)

        for (row, name) in zip(rows, classes) {
            let guess = model.probabilities(row)
            #expect(guess.max() == guess[name])
            #expect(abs(guess.reduce(0, +) - 1) < 1e-12)
            #expect((parity.probabilities(row)[1] > 0.5) == (name == 1))
        }
    }

    @Test("one class, or none, is refused")
    func refusals() throws {
        let frame = CurationSamples.frame(
            position: "p", cells: CurationSamples.cells(4, side: 128, state: "dead", seed: 1))
        let crops = try CropSet.make([frame], settings: CropSettings(channels: ["phase"])).crops

        #expect(throws: CurationError.self) {
            try ShortcutProbe.all(training: crops, test: crops, classCount: 7)
        }
        #expect(throws: CurationError.self) {
            try ShortcutProbe.all(training: [], test: crops, classCount: 7)
        }
    }

    struct FieldLook {
        var level: Double
        var count: Int
    }

    private static func probe(
        _ look: (_ isDead: Bool) -> FieldLook
    ) throws -> [ShortcutProbe.Result] {
        let parts = try [0, 100].map { (offset: Int) -> [CellCrop] in
            let frames = (0..<24).map { index in
                let isDead = index % 2 == 1
                let look = look(isDead)
                let cells = CurationSamples.cells(
                    look.count, side: 160, state: isDead ? "dead" : "interphase",
                    seed: UInt64(offset + index))
                return CurationSamples.frame(
                    position: "p\(index)", side: 160, cells: cells, level: look.level,
                    noise: look.level / 20, contrast: look.level / 2,
                    seed: UInt64(1000 + offset + index))
            }
            return try CropSet.make(frames, settings: CropSettings(channels: ["phase"])).crops
        }
        return try ShortcutProbe.all(
            training: parts[0], test: parts[1], classCount: 2,
            target: { $0.damage.map { $0 > 0.5 ? 1 : 0 } })
    }

    private static func accuracy(
        _ results: [ShortcutProbe.Result], _ probe: ShortcutProbe
    ) -> Double {
        results.first { $0.probe == probe }?.balancedAccuracy ?? .nan
    }
}
