import Foundation
import Models

@testable import Dashboard

extension TrainingSample {
    private static let side = 160

    /// Round nuclei under strong noise, restored and true; and the same outlined.
    static func examples(_ text: String?) -> [TrainingExample] {
        let truth = field { x, y in 20 + 460 * max(0, nucleus(x, y)) }
        var random = SplitMix(state: 7)
        let raw = field { x, y in
            let light = truth[x, y] / 60
            return (light + (light + 4).squareRoot() * random.normal()) * 60
        }
        let restored = field { x, y in
            (truth[x, y] + truth[max(0, x - 1), y] + truth[x, max(0, y - 1)]) / 3 + 6
        }
        let scale = field { x, y in 8 + 0.12 * truth[x, y] + abs(restored[x, y] - truth[x, y]) }
        let grey = TrainingExample.Range(0, 500, unit: text ?? "electrons")
        let panels: [TrainingExample.Panel] = [
            .init(text ?? "raw, 1/60 of the light", .image(raw, grey), pixelMicrometers: 0.325),
            .init("restored", .image(restored, grey), pixelMicrometers: 0.325),
            .init(
                "uncertainty", .image(scale, .init(0, 80, unit: "electrons", ramp: .heat)),
                pixelMicrometers: 0.325),
            .init("reference", .image(truth, grey), pixelMicrometers: 0.325),
        ]
        let found = labels { nucleus($0, $1) > 0.32 }
        let known = labels { nucleus($0, $1) > 0.25 }
        let outlines: [TrainingExample.Panel] = [
            .init("raw", .image(raw, grey), pixelMicrometers: 0.325),
            .init("found in restored", .outlines(found, on: restored, grey)),
            .init("outlined by hand", .outlines(known, on: truth, grey)),
            .init("labels", .labels(known)),
        ]
        return [
            .init(
                title: text ?? "Position G, 1 h 40 min",
                caption: text ?? "PSNR 31.6 dB, raw 22.1 dB. The middle of the range.",
                panels: panels),
            .init(title: "Position H, 20 min", caption: "", panels: outlines),
        ]
    }

    private static let centres: [(x: Float, y: Float, size: Float)] = [
        (38, 44, 15), (101, 35, 17), (62, 104, 19), (128, 110, 14), (18, 138, 13), (150, 62, 12),
    ]

    private static func nucleus(_ x: Int, _ y: Int) -> Float {
        centres.map { centre in
            let (dx, dy) = (Float(x) - centre.x, (Float(y) - centre.y) * 1.3)
            let distance = (dx * dx + dy * dy).squareRoot() / centre.size
            return (1 - distance) * 1.6 + 0.12
                * Float(sin(Double(dx) * 0.7) * cos(Double(dy) * 0.5))
        }.map { min($0, 1) }.max() ?? 0
    }

    private static func field(_ value: (Int, Int) -> Float) -> FloatImage {
        var image = FloatImage(width: side, height: side)
        for y in 0..<side { for x in 0..<side { image[x, y] = value(x, y) } }
        return image
    }

    private static func labels(_ isInside: (Int, Int) -> Bool) -> LabelImage {
        var image = LabelImage(width: side, height: side)
        for y in 0..<side {
            for x in 0..<side where isInside(x, y) {
                let distances = centres.map { pow(Float(x) - $0.x, 2) + pow(Float(y) - $0.y, 2) }
                let nearest = distances.indices.min { distances[$0] < distances[$1] } ?? 0
                image[x, y] = Int32(nearest + 1)
            }
        }
        return image
    }

    /// Noise that is the same every time.
    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        mutating func normal() -> Float {
            (0..<12).reduce(Float(-6)) { sum, _ in sum + Float.random(in: 0..<1, using: &self) }
        }
    }
}
