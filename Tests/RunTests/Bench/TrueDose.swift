import SimulatedRig

/// The light that the rig integrated, by where it fell.
struct TrueDose {
    struct Place: Hashable {
        let x: Int
        let y: Int
        let line: String
    }

    struct Sum {
        var seconds = 0.0
        var joulesPerCm2 = 0.0
    }

    private(set) var places: [Place: Sum] = [:]
    private(set) var lines: [String: Sum] = [:]
    /// Light during no exposure at all.
    private(set) var stray = Sum()

    /// - Parameter pitch: Places closer than this, in micrometres, count as one.
    init(_ truth: RigTruth, pitch: Double = 10) {
        // An exposure that was aborted is written down later than those that followed it.
        let exposures = truth.exposures.sorted { $0.from < $1.from }
        for light in truth.lights {
            lines[light.line, default: Sum()].add(light)
            let during = exposures.max { Self.overlap($0, light) < Self.overlap($1, light) }
            guard let during, Self.overlap(during, light) > 0 else {
                stray.add(light)
                continue
            }
            let place = Place(
                x: Int((during.xMicrometers / pitch).rounded()),
                y: Int((during.yMicrometers / pitch).rounded()), line: light.line)
            places[place, default: Sum()].add(light)
        }
    }

    private static func overlap(_ exposure: ExposureTruth, _ light: LightTruth) -> Double {
        min(exposure.to, light.to) - max(exposure.from, light.from)
    }
}

extension TrueDose.Sum {
    mutating func add(_ light: LightTruth) {
        seconds += light.seconds
        joulesPerCm2 += light.joulesPerSquareCentimeter
    }

    mutating func add(seconds: Double, joulesPerCm2: Double) {
        self.seconds += seconds
        self.joulesPerCm2 += joulesPerCm2
    }
}
