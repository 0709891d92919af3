/// A scientific CMOS sensor.
///
/// - Source: sheet 10.5, typical of vendor sheets.
package struct SensorSettings: Codable, Sendable, Equatable {
    package var width = 2048
    package var height = 2048
    package var offset = 100.0
    /// Spread of the offset from pixel to pixel, in counts.
    package var offsetSpread = 1.5
    package var electronsPerCount = 0.46
    /// Relative spread of the gain from pixel to pixel.
    package var gainSpread = 0.01
    /// Median of the read noise, electrons; single pixels reach 20.
    package var readNoise = 1.0
    package var rowNoise = 0.2
    package var darkElectronsPerSecond = 0.15
    package var fullWellElectrons = 30_000.0
    package var bits = 16

    package init() {}
}
