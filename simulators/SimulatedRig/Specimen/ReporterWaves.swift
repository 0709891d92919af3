import Glibc

/// Waves of a reporter: the nuclear label of each cell rises and falls at a pace of its own, as a
/// sensor of signalling does.
///
/// Nothing of it shows in transmitted light. A cell's wave is decided by its own seed alone.
package struct ReporterWaves: Codable, Sendable, Equatable {
    /// Natural logarithm of the largest rise over the cell's mean; 0 for a steady label.
    package var swing = 0.0
    package var shortestMinutes = 40.0
    package var longestMinutes = 120.0

    package init() {}

    /// What the label's amount is multiplied by at `time`.
    func level(ofCell seed: UInt64, at time: Double) -> Double {
        guard swing > 0 else { return 1 }
        var random = SplitMix64(seed: seed, part: 0x5741_5645)
        var wave = 0.0
        // Two that do not fit each other, so that no two rises are alike.
        for _ in 0..<2 {
            let period = 60 * random.uniform(shortestMinutes...longestMinutes)
            wave += Glibc.sin(2 * .pi * (time / period + random.unit())) / 2
        }
        return Glibc.exp(swing * wave)
    }
}
