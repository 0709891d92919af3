/// Takes pictures of a specimen: paints it, blurs it, and reads it out through the sensor.
///
/// Buffers are reused; after the first frame of a size nothing is allocated. Not for two threads.
package final class FrameRenderer {
    var optics: OpticsSettings
    let sensor: Sensor
    let seed: UInt64
    private var frameCount: UInt64 = 0

    let outlines: OutlineSet
    let textures: TextureSet
    let response = PhaseResponse()
    let blur = GaussianBlur()
    let wide = WideBlur()
    /// Mean electrons per pixel.
    let mean = Plane()
    let signal = Plane()
    let ink = Plane()
    var poses: [CellPose] = []
    var poseCount = 0
    var canvas = Canvas()

    package init(optics: OpticsSettings, sensor: SensorSettings, seed: UInt64) {
        self.optics = optics
        self.sensor = Sensor(sensor, seed: seed)
        self.seed = seed
        outlines = OutlineSet(seed: seed)
        textures = TextureSet(seed: seed)
    }

    /// Exposes one frame; each frame has noise of its own, by its count.
    ///
    /// - Parameter pixels: Takes `view.region`, row by row; resized if it does not fit.
    /// - Returns: The truth about every cell whose nucleus lies in the region.
    package func expose(
        _ specimen: Specimen, view: SceneView, into pixels: inout [UInt16]
    ) -> [VisibleCell] {
        let region = view.region
        precondition(
            region.x >= 0 && region.y >= 0 && region.width > 0 && region.height > 0
                && region.x + region.width <= sensor.settings.width
                && region.y + region.height <= sensor.settings.height,
            "the region leaves the sensor")
        if pixels.count != region.pixelCount {
            pixels = [UInt16](repeating: 0, count: region.pixelCount)
        }
        renderMean(specimen, view: view)
        let dark = sensor.settings.darkElectronsPerSecond * view.exposureSeconds
        let noise = SplitMix64(seed: seed, part: 0xF4A3_0000 &+ frameCount)
        frameCount += 1
        pixels.withUnsafeMutableBufferPointer { buffer in
            guard let target = buffer.baseAddress else { return }
            sensor.read(mean, region: region, dark: Float(dark), noise: noise, into: target)
        }
        return visibleCells(specimen, view)
    }

    /// Fills ``mean`` with the electrons that `view` would give without any noise.
    func renderMean(_ specimen: Specimen, view: SceneView) {
        canvas = Canvas(
            width: view.region.width, height: view.region.height, originX: view.originX,
            originY: view.originY, pixel: view.pixelMicrometers)
        mean.resize(width: canvas.width, height: canvas.height)
        mean.fill(0)
        takePoses(specimen, at: Self.moment(of: view, specimen))
        if view.lights.contains(where: { !$0.isTransmitted }) {
            addFluorescence(specimen, view)
        }
        for lamp in view.lights where lamp.isTransmitted && lamp.seconds > 0 {
            addPhaseContrast(view, lamp)
        }
    }

    /// The middle of the light, which is what the picture shows.
    private static func moment(of view: SceneView, _ specimen: Specimen) -> Double {
        guard let light = view.lights.first else { return specimen.time }
        let first = view.lights.reduce(light.from) { min($0, $1.from) }
        let last = view.lights.reduce(light.to) { max($0, $1.to) }
        return (first + last) / 2
    }

    /// Works out the looks of all cells that reach into the picture.
    private func takePoses(_ specimen: Specimen, at time: Double) {
        poseCount = 0
        let middleX = canvas.originX + Double(canvas.width - 1) / 2 * canvas.pixel
        let middleY = canvas.originY + Double(canvas.height - 1) / 2 * canvas.pixel
        let reachX = Double(canvas.width) / 2 * canvas.pixel + 80
        let reachY = Double(canvas.height) / 2 * canvas.pixel + 80
        for index in specimen.motions.indices {
            guard abs(specimen.motions[index].x - middleX) < reachX,
                abs(specimen.motions[index].y - middleY) < reachY
            else { continue }
            if poseCount == poses.count { poses.append(CellPose()) }
            poses[poseCount].take(index, of: specimen, at: time)
            poseCount += 1
        }
    }

    /// Width of the blur in pixels: diffraction, and defocus by geometry.
    ///
    /// - Source: sigma 0.21 λ/NA in focus, sheet 10.6.
    func blurSigma(_ view: SceneView, nanometers: Double) -> Double {
        let focused = 0.21 * nanometers * 1e-3 / view.numericalAperture
        let sine = min(view.numericalAperture / optics.mediumIndex, 0.98)
        let tangent = sine / (1 - sine * sine).squareRoot()
        let defocused = 0.5 * abs(view.focusOffset) * tangent
        return (focused * focused + defocused * defocused).squareRoot() / view.pixelMicrometers
    }
}
