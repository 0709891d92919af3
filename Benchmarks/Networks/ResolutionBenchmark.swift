import Foundation
import Models

/// How long the resolution-scaled error map and the ring correlation take, ours and NanoPyx's.
enum ResolutionBenchmark {
    private static let runs = 5

    /// Prints two lines for each measurement.
    static func run(in folder: String) throws {
        let sharp = spots(side: 512, sigma: 1.2, noise: 0, seed: 1)
        let wide = spots(side: 256, sigma: 1.5, noise: 4, seed: 1)
        let first = spots(side: 512, sigma: 1.5, noise: 30, seed: 1)
        let second = spots(side: 512, sigma: 1.5, noise: 30, seed: 2)
        for (name, image) in [
            ("sharp", sharp), ("wide", wide), ("first", first), ("second", second),
        ] {
            let data = image.pixels.withUnsafeBytes { Data($0) }
            try data.write(to: URL(filePath: "\(folder)/\(name).f32"))
        }
        let peers = try PythonPeer.lines("time_squirrel.py", [folder, "\(runs)"])
        try compare("SQUIRREL error map, 256 to 512", "map", peers) {
            try ResolutionScaledError(reference: wide, superResolved: sharp).correlation
        }
        try compare("Fourier ring correlation, 512", "rings", peers) {
            try FourierRingCorrelation(first, second).resolutionPixels ?? .nan
        }
    }

    private static func compare(
        _ name: String, _ key: String, _ peers: [Substring], _ work: () throws -> Double
    ) throws {
        var value = try work()
        let ours = Spread(
            try (0..<runs).map { _ in try ContinuousClock().measure { value = try work() } })
        print("resolution: \(name): \(ours.text); gives \(value.rounded(places: 4))")
        let rows = peers.map { $0.split(separator: " ") }.filter {
            $0.first.map(String.init) == key
        }
        let times = rows.compactMap { Duration(peerMilliseconds: $0[1]) }
        guard !times.isEmpty, let last = rows.last.flatMap({ Double($0[2]) }) else {
            return PythonPeer.missing("NanoPyx")
        }
        let theirs = Spread(times)
        print(
            "resolution: the same in NanoPyx: \(theirs.text); gives \(last.rounded(places: 4)); "
                + "theirs / ours \((theirs.median / ours.median).rounded(places: 1))")
    }

    /// Spots at the same places for the same seed of the noise or another.
    private static func spots(side: Int, sigma: Double, noise: Double, seed: UInt64) -> FloatImage {
        var places = SplitMix64(seed: 7)
        var random = SplitMix64(seed: seed)
        func unit(_ random: inout SplitMix64) -> Double {
            Double(random.next() >> 11) / 0x1p53
        }
        var image = FloatImage(width: side, height: side)
        for _ in 0..<120 {
            let (x, y) = (unit(&places) * Double(side), unit(&places) * Double(side))
            let peak = 50 + 100 * unit(&places)
            let reach = Int(6 * sigma)
            for row in max(0, Int(y) - reach)..<min(side, Int(y) + reach + 1) {
                for column in max(0, Int(x) - reach)..<min(side, Int(x) + reach + 1) {
                    let (dx, dy) = (Double(column) - x, Double(row) - y)
                    let square = (dx * dx + dy * dy) / (2 * sigma * sigma)
                    image[column, row] += Float(peak * exp(-square))
                }
            }
        }
        for index in image.pixels.indices {
            let even = unit(&random) + unit(&random) - 1
            image.pixels[index] += Float(40 + noise * even)
        }
        return image
    }
}
