/// Renders the frames of one specimen with all that is true about them.
///
/// Imaging is free here: it neither bleaches nor harms, so that pages of one frame agree.
final class FieldRenderer {
    private let settings: FieldSettings
    private let camera: FrameRenderer
    /// The same optics with half the blur and no glow from outside the focus.
    private let sharp: FrameRenderer
    private let dimmed = Plane()
    private var noise: SplitMix64

    /// Textures, outlines and the sensor's pixels come from `seed`.
    init(_ settings: FieldSettings, seed: UInt64) {
        self.settings = settings
        var sensor = settings.sensor
        sensor.width = settings.size
        sensor.height = settings.size
        camera = FrameRenderer(optics: settings.optics, sensor: sensor, seed: seed)
        // Never read out, so its size does not matter.
        sensor.width = 1
        sensor.height = 1
        sharp = FrameRenderer(
            optics: Self.sharper(settings.optics), sensor: sensor, seed: seed)
        noise = SplitMix64(seed: seed, part: 0xF1E1_D5EE)
    }

    /// Renders `site` as `specimen` is now.
    func render(_ site: FieldSite, of specimen: Specimen) -> RenderedField {
        camera.optics = site.optics
        sharp.optics = Self.sharper(site.optics)
        var images: [FieldImage] = []
        for channel in settings.channels {
            let view = site.view(settings, channel, at: specimen.time)
            camera.renderMean(specimen, view: view)
            addDarkCurrent(channel)
            images.append(image(channel, .frame, pixels: .counts(expose(light: 1))))
            images.append(image(channel, .truth, pixels: .electrons(Self.rounded(camera.mean))))
            guard !channel.isTransmitted else { continue }
            for divisor in settings.dim {
                let counts = expose(light: Float(1 / divisor))
                images.append(image(channel, .frame, light: 1 / divisor, pixels: .counts(counts)))
            }
            images.append(renderSharp(specimen, view, channel))
        }
        let cells = label(specimen, into: &images)
        return RenderedField(images: images, cells: cells)
    }

    private static func sharper(_ optics: OpticsSettings) -> OpticsSettings {
        var optics = optics
        // The blur of light in focus grows with its wavelength.
        optics.emissionNanometers /= 2
        optics.hazeShare = 0
        return optics
    }

    // MARK: Pages

    private func image(
        _ channel: FieldChannel, _ kind: FieldKind, light: Double = 1, pixels: FieldImage.Pixels
    ) -> FieldImage {
        let side = kind == .sharp ? 2 * settings.size : settings.size
        return FieldImage(
            channel: channel.rawValue, kind: kind, light: light, width: side, height: side,
            pixels: pixels)
    }

    /// Makes the mean what the camera's electrons are on average.
    private func addDarkCurrent(_ channel: FieldChannel) {
        let dark = Float(settings.sensor.darkElectronsPerSecond * channel.exposureSeconds)
        for index in 0..<camera.mean.count { camera.mean.base[index] += dark }
    }

    /// Reads the mean out through the sensor, with `light` of the reference.
    private func expose(light: Float) -> [UInt16] {
        let side = settings.size
        dimmed.resize(width: side, height: side)
        for index in 0..<dimmed.count { dimmed.base[index] = light * camera.mean.base[index] }
        var counts = [UInt16](repeating: 0, count: side * side)
        let region = SensorRegion(x: 0, y: 0, width: side, height: side)
        let random = SplitMix64(seed: noise.next())
        counts.withUnsafeMutableBufferPointer { buffer in
            guard let target = buffer.baseAddress else { return }
            camera.sensor.read(dimmed, region: region, dark: 0, noise: random, into: target)
        }
        return counts
    }

    private func renderSharp(
        _ specimen: Specimen, _ view: SceneView, _ channel: FieldChannel
    ) -> FieldImage {
        var fine = view
        fine.pixelMicrometers /= 2
        fine.focusOffset /= 2
        fine.region.width *= 2
        fine.region.height *= 2
        fine.sensorWidth *= 2
        fine.sensorHeight *= 2
        sharp.renderMean(specimen, view: fine)
        // Four of its pixels make one of the frame's.
        return image(channel, .sharp, pixels: .electrons(Self.rounded(sharp.mean, scale: 4)))
    }

    /// To one part in 8192, far below any noise: what is left compresses to less than half.
    private static func rounded(_ plane: Plane, scale: Float = 1) -> [Float] {
        (0..<plane.count).map { index in
            let bits = (scale * plane.base[index]).bitPattern
            return Float(bitPattern: (bits &+ 0x400) & 0xFFFF_F800)
        }
    }

    // MARK: Labels

    /// Adds the labels of the cells that the camera painted last, and tells about these cells.
    private func label(_ specimen: Specimen, into images: inout [FieldImage]) -> [FieldCell] {
        let poses = camera.poses.prefix(camera.poseCount)
        var labels = FieldLabels(poses, on: camera.canvas, camera.outlines)
        let numbers = labels.renumber(poses.count)
        for (name, pixels) in [("nuclei", labels.nuclei), ("cells", labels.cells)] {
            images.append(
                FieldImage(
                    channel: name, kind: .labels, light: 1, width: settings.size,
                    height: settings.size, pixels: .counts(pixels)))
        }
        let damage = specimen.states.reduce(into: [:]) { $0[$1.id] = $1.harm.damage }
        return zip(poses, numbers).compactMap { pose, number in
            guard number > 0 else { return nil }
            return FieldCell(
                label: Int(number), id: pose.id,
                x: (pose.x - camera.canvas.originX) / camera.canvas.pixel,
                y: (pose.y - camera.canvas.originY) / camera.canvas.pixel, phase: pose.phase,
                damage: damage[pose.id] ?? 0)
        }
    }
}
