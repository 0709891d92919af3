import Foundation

/// A frame like those of a scientific camera: an offset of 100, read noise of 1.6 electrons, shot
/// noise on a background and on some bright cells.
struct SpecimenFrame {
    static let side = 2048
    static let byteCount = side * side * 2

    let pixels: [UInt16]

    init(seed: UInt64) {
        var noise = Noise(seed: seed)
        let side = Self.side
        var light = [Double](repeating: 60, count: side * side)
        for _ in 0..<60 {
            let (x, y) = (noise.uniform() * Double(side), noise.uniform() * Double(side))
            let peak = noise.uniform() * 800
            for row in max(0, Int(y) - 60)..<min(side, Int(y) + 60) {
                for column in max(0, Int(x) - 60)..<min(side, Int(x) + 60) {
                    let (dx, dy) = (Double(column) - x, Double(row) - y)
                    light[row * side + column] += peak * exp(-(dx * dx + dy * dy) / 800)
                }
            }
        }
        pixels = light.map { light in
            let electrons = light + noise.normal() * (light + 1.6 * 1.6).squareRoot()
            return UInt16(max(0, min(65535, 100 + electrons / 0.46)))
        }
    }

    private struct Noise {
        private var state: UInt64

        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

        mutating func uniform() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }

        mutating func normal() -> Double {
            (uniform() + uniform() + uniform() + uniform() - 2) * 3.0.squareRoot()
        }
    }
}
