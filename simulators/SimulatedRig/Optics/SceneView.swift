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
    /// Mean signal of the organelle's network over the noise of a pixel there; 0 in the dark.
    package var organelleSNR: Double
    /// Mean signal of the organelle's network in a pixel, electrons.
    package var organelleElectrons: Double
    /// What ``organelleSNR`` would be in the middle of a flash.
    package var flashSNR: Double
    /// Amount of the nuclear label, bleached or not, relative to an average cell.
    package var nucleusLevel: Double
    /// Share that still shines of the label that bleached most.
    package var labelLeft: Double
}
