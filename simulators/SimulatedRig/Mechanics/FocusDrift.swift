import Glibc

/// How the specimen's focal plane wanders as the room warms and cools.
///
/// A sum of slow seeded waves, so that it is smooth, bounded, and the same at any time however it is
/// asked. Zero at the start.
struct FocusDrift: Sendable {
    /// Periods of the waves in seconds and their shares of the rate.
    private static let waves: [(period: Double, share: Double)] = [
        (8 * 3600, 0.7), (95 * 60, 0.6), (23 * 60, 0.4),
    ]

    private let phases: [Double]
    private let rate: Double

    init(micrometersPerTenMinutes: Double, seed: UInt64) {
        var random = WireRandom(seed: seed)
        phases = Self.waves.map { _ in random.unit() * 2 * .pi }
        rate = micrometersPerTenMinutes / 600
    }

    /// Height of the focal plane in micrometres at `time` in seconds.
    func micrometers(at time: Double) -> Double {
        guard rate != 0 else { return 0 }
        var height = 0.0
        for (wave, phase) in zip(Self.waves, phases) {
            let pace = 2 * .pi / wave.period
            // A wave of amplitude a changes by a·pace/√2 per second in the root mean square.
            let amplitude = rate * wave.share * 2.0.squareRoot() / pace
            height += amplitude * (sin(pace * time + phase) - sin(phase))
        }
        return height
    }
}
