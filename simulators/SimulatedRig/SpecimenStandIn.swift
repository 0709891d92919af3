// Stand-ins for the specimen side of this target, so that the wire side builds alone.
// Deleted when the two meet.

/// Something that happened to a cell, with its exact time in seconds of rig time.
package enum SpecimenEvent: Sendable, Equatable {
    case birth(CellBirth)
    /// A cell entered a phase of mitosis.
    case phase(cell: Int, phase: CellPhase, time: Double)
    /// A division is over; the mother's ``end`` and two births come with it.
    case division(CellDivision)
    case damage(cell: Int, time: Double, what: DamageOutcome)
    /// A cell divided or died; nothing more is counted for it.
    case end(CellEnd)

    package var time: Double {
        switch self {
        case .birth(let birth): birth.time
        case .phase(_, _, let time): time
        case .division(let division): division.end
        case .damage(_, let time, _): time
        case .end(let end): end.time
        }
    }
}

/// A cell that appeared, by division or at the start.
package struct CellBirth: Sendable, Equatable {
    package var cell: Int
    package var kind: String
    /// Cells of the start were born before it, at negative times; the event still comes at once.
    package var time: Double
    package var xMicrometers: Double
    package var yMicrometers: Double
    package var parent: Int?
}

/// A finished division with all its times.
package struct CellDivision: Sendable, Equatable {
    package var cell: Int
    package var envelopeBreakdown: Double
    package var metaphase: Double
    package var anaphase: Double
    package var end: Double
    /// Where anaphase began.
    package var xMicrometers: Double
    package var yMicrometers: Double
    package var daughters: [Int]
}

/// What light did to a cell.
package enum DamageOutcome: String, Codable, Sendable, CaseIterable {
    case delay, motility, rounding, blebbing, arrest, death
}

/// The sum of a cell's life.
package struct CellEnd: Sendable, Equatable {
    package var cell: Int
    package var time: Double
    /// J/cm² by light line.
    package var dose: [String: Double]
    package var peakDamage: Double
    package var divided: Bool
}

/// What a microscopist would call the state of a cell.
package enum CellPhase: String, Codable, Sendable, CaseIterable {
    case interphase, prophase, prometaphase, metaphase, anaphase, telophase
    /// Stuck in mitosis after too much light.
    case arrested
    /// Retracting and rounding up from damage.
    case rounding
    case blebbing
    case dead

    /// From prophase to the end of telophase.
    package var isMitotic: Bool {
        switch self {
        case .prophase, .prometaphase, .metaphase, .anaphase, .telophase, .arrested: true
        case .interphase, .rounding, .blebbing, .dead: false
        }
    }
}

/// One uninterrupted interval during which one light line reached the sample.
package struct LightOnSample: Sendable, Equatable {
    /// The line's name, such as `CYAN`; doses are booked under it.
    package var line: String
    package var wavelengthNanometers: Double
    /// W/cm², the mean over the illuminated disc.
    package var irradiance: Double
    /// Seconds of rig time.
    package var from: Double
    /// Seconds of rig time.
    package var to: Double
    /// Where the optical axis met the specimen, µm.
    package var centerX: Double
    package var centerY: Double
    package var discRadiusMicrometers: Double
    /// The transmitted lamp, which shows phase contrast.
    package var isTransmitted: Bool

    package init(
        line: String, wavelengthNanometers: Double, irradiance: Double, from: Double, to: Double,
        centerX: Double, centerY: Double, discRadiusMicrometers: Double, isTransmitted: Bool
    ) {
        self.line = line
        self.wavelengthNanometers = wavelengthNanometers
        self.irradiance = irradiance
        self.from = from
        self.to = to
        self.centerX = centerX
        self.centerY = centerY
        self.discRadiusMicrometers = discRadiusMicrometers
        self.isTransmitted = isTransmitted
    }

    /// Seconds of light.
    package var seconds: Double { to - from }
}

/// What the camera looks at during one exposure.
///
/// Column and row grow with the specimen's x and y. The optical axis meets the middle of the
/// sensor; pixel (0, 0) of a frame is the corner of its region.
package struct SceneView: Sendable, Equatable {
    /// Where the optical axis meets the specimen, µm.
    package var stageX: Double
    package var stageY: Double
    /// µm above the specimen's focal plane.
    package var focusOffset: Double
    /// Size of a pixel at the sample.
    package var pixelMicrometers: Double
    package var region: SensorRegion
    package var sensorWidth: Int
    package var sensorHeight: Int
    package var numericalAperture: Double
    package var exposureSeconds: Double
    /// The parts of all light intervals that fell into the exposure.
    package var lights: [LightOnSample]

    package init(
        stageX: Double, stageY: Double, focusOffset: Double = 0, pixelMicrometers: Double = 0.325,
        region: SensorRegion, sensorWidth: Int = 2048, sensorHeight: Int = 2048,
        numericalAperture: Double = 0.75, exposureSeconds: Double, lights: [LightOnSample]
    ) {
        self.stageX = stageX
        self.stageY = stageY
        self.focusOffset = focusOffset
        self.pixelMicrometers = pixelMicrometers
        self.region = region
        self.sensorWidth = sensorWidth
        self.sensorHeight = sensorHeight
        self.numericalAperture = numericalAperture
        self.exposureSeconds = exposureSeconds
        self.lights = lights
    }

    /// Specimen x of the middle of column 0 of the region.
    var originX: Double {
        stageX + (Double(region.x) - Double(sensorWidth - 1) / 2) * pixelMicrometers
    }

    /// Specimen y of the middle of row 0 of the region.
    var originY: Double {
        stageY + (Double(region.y) - Double(sensorHeight - 1) / 2) * pixelMicrometers
    }
}

/// A rectangle of sensor pixels.
package struct SensorRegion: Codable, Sendable, Equatable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    package var pixelCount: Int { width * height }
}

/// A cell whose nucleus lies in a frame; for the truth only.
package struct VisibleCell: Sendable, Equatable {
    package var id: Int
    /// Column and row of the nucleus in the frame; whole numbers are middles of pixels.
    package var xPixels: Double
    package var yPixels: Double
    package var phase: CellPhase
    /// Peak nuclear signal over the noise that it had, without the background; 0 in the dark.
    package var peakSNR: Double
}

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

package struct SpecimenSettings: Codable, Sendable, Equatable {
    package var seed: UInt64 = 1
    package var cellsPerSquareMillimeter = 75.0
    package init() {}
}

package struct OpticsSettings: Codable, Sendable, Equatable {
    package var hazeShare = 0.22
    package init() {}
}

package struct Cell: Sendable, Equatable {
    package var id: Int
    package var isAlive: Bool
    package var peakDamage: Double
    package var dose: [String: Double]
}

package struct Specimen: Sendable {
    package private(set) var time = 0.0
    package private(set) var cells = [Cell(id: 1, isAlive: true, peakDamage: 0, dose: [:])]
    private var events: [SpecimenEvent]
    package private(set) var received: [LightOnSample] = []

    package init(_ settings: SpecimenSettings) {
        events = [
            .birth(
                CellBirth(
                    cell: 1, kind: "epithelial", time: -3600, xMicrometers: 0, yMicrometers: 0,
                    parent: nil))
        ]
    }

    package mutating func advance(to seconds: Double) { time = max(time, seconds) }
    package mutating func receive(_ light: LightOnSample) {
        cells[0].dose[light.line, default: 0] += light.irradiance * light.seconds
    }
    package mutating func drainEvents() -> [SpecimenEvent] {
        defer { events = [] }
        return events
    }
}

package final class FrameRenderer {
    private let sensor: SensorSettings
    private var state: UInt64

    package init(optics: OpticsSettings, sensor: SensorSettings, seed: UInt64) {
        self.sensor = sensor
        state = seed
    }

    package func expose(
        _ specimen: Specimen, view: SceneView, into pixels: inout [UInt16]
    ) -> [VisibleCell] {
        let energy = view.lights.reduce(0) { $0 + $1.irradiance * $1.seconds }
        for index in pixels.indices {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            pixels[index] = UInt16(sensor.offset + min(energy * 1e4, 40_000)) + UInt16(state >> 60)
        }
        return [VisibleCell(id: 1, xPixels: 5, yPixels: 6, phase: .interphase, peakSNR: energy)]
    }
}
