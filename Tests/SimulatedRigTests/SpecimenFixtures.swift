@testable import SimulatedRig

/// Light of `wavelength` nm on the middle of the field.
func someLight(
    _ wavelength: Double, irradiance: Double, from: Double, seconds: Double, x: Double = 0,
    y: Double = 0, radius: Double = 475, isTransmitted: Bool = false
) -> LightOnSample {
    LightOnSample(
        line: isTransmitted ? "LED" : "\(Int(wavelength))", wavelengthNanometers: wavelength,
        irradiance: irradiance, from: from, to: from + seconds, centerX: x, centerY: y,
        discRadiusMicrometers: radius, isTransmitted: isTransmitted)
}

extension SpecimenSettings {
    /// A field of `micrometers` squared where all cells are average and the light is even.
    static func average(micrometers: Double = 400, seed: UInt64 = 1, isLabelled: Bool = true)
        -> Self
    {
        var settings = SpecimenSettings()
        settings.seed = seed
        settings.widthMicrometers = micrometers
        settings.heightMicrometers = micrometers
        settings.illumination.unevenness = 0
        for kind in settings.kinds.indices {
            settings.kinds[kind].tolerance = 1
            settings.kinds[kind].toleranceSpread = 0
            settings.kinds[kind].expressionSpread = 0
        }
        if !isLabelled { settings.fluorophores = [] }
        return settings
    }
}

extension Specimen {
    /// The median of the highest damage of cells that stayed out of mitosis up to now.
    var medianDamage: Double {
        let quiet = cells.filter { $0.bornAt < 0 && $0.timeline.prophase > time }
        let damage = quiet.map(\.peakDamage).sorted()
        return damage.isEmpty ? 0 : damage[damage.count / 2]
    }

    func cell(_ id: Int) -> Cell? {
        cells.first { $0.id == id }
    }
}

/// A view of 256 x 256 pixels round `(x, y)`.
func someView(x: Double, y: Double, _ light: LightOnSample, focus: Double = 0) -> SceneView {
    SceneView(
        stageX: x, stageY: y, focusOffset: focus,
        region: SensorRegion(x: 0, y: 0, width: 256, height: 256), sensorWidth: 256,
        sensorHeight: 256, exposureSeconds: light.seconds, lights: [light])
}

/// A renderer with a sensor of 256 x 256 pixels.
func someRenderer(seed: UInt64 = 3) -> FrameRenderer {
    var sensor = SensorSettings()
    sensor.width = 256
    sensor.height = 256
    return FrameRenderer(optics: OpticsSettings(), sensor: sensor, seed: seed)
}
