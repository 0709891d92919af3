import Glibc

/// How bright phase contrast shows a phase shift against its surroundings.
///
/// Small shifts are dark, as positive phase contrast has it; the strong shifts of round cells
/// are past the first minimum and shine, and so does the ground round them, where the ring has
/// taken the low frequencies away.
final class PhaseResponse {
    private static let lowest: Float = -4
    private static let perRadian: Float = 512
    private static let count = 12 * 512
    private let base: UnsafeMutablePointer<Float>

    init() {
        base = .allocate(capacity: Self.count + 1)
        for index in 0...Self.count {
            let radians = Double(Self.lowest) + Double(index) / Double(Self.perRadian)
            (base + index).initialize(to: Float(Self.brightness(radians)))
        }
    }

    deinit {
        base.deallocate()
    }

    /// 1 for empty medium.
    @inline(__always)
    func callAsFunction(_ radians: Float) -> Float {
        let place = (radians - Self.lowest) * Self.perRadian
        return base[nearestIndex(min(max(place, 0), Float(Self.count)))]
    }

    private static func brightness(_ radians: Double) -> Double {
        if radians < 0 { return 1 - 0.62 * radians / (1 - 0.35 * radians) }
        let dark = 0.58 * radians * exp(-radians * radians / 0.6)
        let bright = 0.8 * radians * radians / (radians * radians + 2.2)
        return 1 - dark + bright
    }
}
