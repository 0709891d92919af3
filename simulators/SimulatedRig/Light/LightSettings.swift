/// The light of the simulated rig as it reaches the sample: what no wire tells.
package struct LightSettings: Codable, Sendable, Equatable {
    /// One line: a channel of the engine, or the transmitted lamp.
    package struct Line: Codable, Sendable, Equatable {
        /// As the device calls it.
        package var name: String
        package var wavelengthNanometers: Double
        /// Power at the sample at full intensity.
        package var fullScaleMilliwatts: Double
        /// How far the middle of the curve lies above a straight line, relative.
        package var curvature: Double

        package init(
            _ name: String, nanometers: Double, milliwatts: Double, curvature: Double = 0.087
        ) {
            self.name = name
            wavelengthNanometers = nanometers
            fullScaleMilliwatts = milliwatts
            self.curvature = curvature
        }

        /// Power at the sample for an intensity from 0 to 1.
        package func milliwatts(at fraction: Double) -> Double {
            fullScaleMilliwatts * fraction * (1 + curvature * (1 - fraction))
        }
    }

    /// What lets the transmitted lamp through.
    package enum Gate: String, Codable, Sendable, CaseIterable {
        /// The camera's exposure output.
        case camera
        /// Nothing: it shines whenever it is on.
        case software
    }

    /// In the order of the engine's channel map.
    package var engine = [
        Line("VIOLET", nanometers: 395, milliwatts: 80),
        Line("BLUE", nanometers: 440, milliwatts: 70),
        Line("CYAN", nanometers: 475, milliwatts: 115),
        Line("TEAL", nanometers: 510, milliwatts: 45),
        Line("GREEN", nanometers: 555, milliwatts: 120),
        Line("YELLOW", nanometers: 575, milliwatts: 90),
        Line("RED", nanometers: 635, milliwatts: 85),
        Line("NIR", nanometers: 730, milliwatts: 40),
    ]
    package var lamp = Line("LED", nanometers: 660, milliwatts: 1, curvature: 0)
    package var lampGate = Gate.camera
    /// Diameter of the illuminated disc.
    package var discMicrometers = 950.0

    package init() {}

    package var discSquareCentimeters: Double {
        let radius = discMicrometers / 2 * 1e-4
        return .pi * radius * radius
    }
}
