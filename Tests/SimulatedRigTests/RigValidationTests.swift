import Testing

@testable import SimulatedRig

@Suite("Settings that no rig could live with")
struct RigValidationTests {
    static let cases: [(words: String, change: @Sendable (inout RigSettings) -> Void)] = [
        (
            "specimen.cellsPerSquareMillimeter: -4.0 is below 0",
            { $0.specimen.cellsPerSquareMillimeter = -4 }
        ),
        ("no finite number", { $0.specimen.cellsPerSquareMillimeter = .nan }),
        ("at most 100000", { $0.specimen.cellsPerSquareMillimeter = 1e9 }),
        (
            "specimen.kinds.speedMicrometersPerMinute",
            { $0.specimen.kinds[0].speedMicrometersPerMinute = -1 }
        ),
        ("name at least one kind", { $0.specimen.kinds = [] }),
        ("optics.hazeShare", { $0.optics.hazeShare = 1.5 }),
        ("sensor.bits", { $0.sensor.bits = 40 }),
    ]

    @Test("are refused by their name", arguments: cases.indices)
    func refused(_ index: Int) {
        var settings = RigSettings()
        Self.cases[index].change(&settings)

        #expect {
            try settings.validate()
        } throws: {
            "\($0)".contains(Self.cases[index].words)
        }
    }

    @Test("the defaults are none of them, nor what may lie below zero")
    func sensible() throws {
        var settings = RigSettings()
        settings.mechanics.driftMicrometersPerTenMinutes = -1
        settings.camera.sensorCelsius = -20
        try settings.validate()
    }
}
