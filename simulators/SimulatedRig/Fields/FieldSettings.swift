/// What a training folder of simulated fields shall hold.
package struct FieldSettings: Codable, Sendable, Equatable {
    /// All chance of the fields comes from this one number.
    package var seed: UInt64 = 1
    /// How many positions.
    package var fields = 40
    /// Width and height of a field in pixels.
    package var size = 256
    /// How often each position is imaged, and how many seconds apart.
    package var frames = 1
    package var interval = 300.0
    package var channels = FieldChannel.allCases
    /// Each fluorescence channel is also taken at the reference light over each of these.
    package var dim = [60.0, 20]
    /// Share of the fields round a cell in mitosis or about to enter it.
    package var mitosis = 0.5
    /// Whether most fields had light that harms, hours before.
    package var isHarmed = false
    /// How far the objective is above the focal plane.
    package var defocusMicrometers = 0.0
    package var pixelMicrometers = 0.325
    /// Cells per square millimetre; `nil`: another number for each specimen, 75 to 250.
    package var cellsPerSquareMillimeter: Double?
    package var optics = OpticsSettings()
    /// Whether each field is seen through optics of its own.
    package var hasVariedOptics = false
    package var sensor = SensorSettings()

    package init() {}

    package var fieldMicrometers: Double { Double(size) * pixelMicrometers }

    /// Diameter of the illuminated disc, as the rig has it.
    var discMicrometers: Double { LightSettings().discMicrometers }

    /// Refuses what cannot be rendered.
    package func validate() throws(SettingsError) {
        func require(_ holds: Bool, _ message: String) throws(SettingsError) {
            if !holds { throw SettingsError(message) }
        }
        try require((1...100_000).contains(fields), "fields: 1 to 100000, not \(fields)")
        try require((16...2048).contains(size), "size: 16 to 2048 pixels, not \(size)")
        try require((1...10_000).contains(frames), "frames: 1 to 10000, not \(frames)")
        try require(
            interval > 0 && Double(frames - 1) * interval <= 172_800,
            "interval: above 0 s, and all frames of a position within 48 hours")
        try require(!channels.isEmpty, "channels: name at least one")
        try require(Set(channels).count == channels.count, "channels: each at most once")
        try require(
            dim.allSatisfy { $0 > 1 && $0 <= 10_000 }, "dim: divisors above 1 and up to 10000")
        try require(Set(dim).count == dim.count, "dim: each divisor at most once")
        try require((0...1).contains(mitosis), "mitosis: a share from 0 to 1, not \(mitosis)")
        try require(
            abs(defocusMicrometers) <= 50, "defocus: -50 to 50 µm, not \(defocusMicrometers)")
        try require(
            (0.05...5).contains(pixelMicrometers), "pixel: 0.05 to 5 µm, not \(pixelMicrometers)")
        if let cellsPerSquareMillimeter {
            try require(
                (1...2000).contains(cellsPerSquareMillimeter),
                "cells: 1 to 2000 per square millimetre, not \(cellsPerSquareMillimeter)")
        }
        let diagonal = fieldMicrometers * 2.0.squareRoot()
        try require(
            diagonal < 0.95 * discMicrometers,
            "size: a field of \(Int(fieldMicrometers)) µm a side leaves the light's disc of "
                + "\(Int(discMicrometers)) µm; take fewer or smaller pixels")
    }
}
