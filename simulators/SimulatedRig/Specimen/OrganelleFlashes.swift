import Glibc

/// Flashes of the organelle: its label brightens for some minutes, as a sensor of calcium does.
///
/// Nothing of it shows in transmitted light. When a cell flashes is decided by its own seed alone,
/// whatever else happens to it.
package struct OrganelleFlashes: Codable, Sendable, Equatable {
    /// Flashes of an average cell; 0 for none. At most one begins in an hour.
    package var perCellPerHour = 0.0
    package var shortestMinutes = 10.0
    package var longestMinutes = 20.0
    /// How many times brighter than before.
    package var gain = 2.5

    private static let slot = 3600.0
    /// Seconds from the onset to full brightness, and from there back at the end.
    private static let ramp = 40.0

    package init() {}

    /// The flash of the cell with `seed` that begins in the same hour as `time`.
    func flash(ofCell seed: UInt64, near time: Double) -> ClosedRange<Double>? {
        guard perCellPerHour > 0 else { return nil }
        let slot = Int((time / Self.slot).rounded(.down))
        var random = SplitMix64(seed: seed, part: UInt64(bitPattern: Int64(slot)))
        guard random.unit() < 1 - exp(-perCellPerHour) else { return nil }
        let length = 60 * random.uniform(shortestMinutes...longestMinutes)
        // It ends within its hour, so that flashes never overlap.
        let start = Double(slot) * Self.slot + random.unit() * max(0, Self.slot - length)
        return start...(start + length)
    }

    /// What the organelle's brightness is multiplied by at `time`.
    func level(ofCell seed: UInt64, at time: Double) -> Double {
        guard let flash = flash(ofCell: seed, near: time), flash.contains(time) else { return 1 }
        let rise = smoothStep(time, from: flash.lowerBound, to: flash.lowerBound + Self.ramp)
        let fall = smoothStep(time, from: flash.upperBound - Self.ramp, to: flash.upperBound)
        return 1 + (gain - 1) * rise * (1 - fall)
    }
}
