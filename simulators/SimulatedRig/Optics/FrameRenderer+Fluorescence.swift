import Glibc

extension FrameRenderer {
    /// Adds the fluorescence of all exciting lights to the mean.
    func addFluorescence(_ specimen: Specimen, _ view: SceneView) {
        let levels = self.levels(specimen, view)
        signal.resize(width: canvas.width, height: canvas.height)
        signal.fill(0)
        let painter = FluorescencePainter(outlines: outlines, textures: textures)
        for index in 0..<poseCount {
            painter.paint(poses[index], levels, on: canvas, into: signal)
        }
        blur.apply(signal, sigma: blurSigma(view, nanometers: optics.emissionNanometers))
        wide.take(signal, sigma: optics.hazeMicrometers / view.pixelMicrometers)
        guard let light = view.lights.first(where: { !$0.isTransmitted }) else { return }
        let area = Float(view.pixelMicrometers * view.pixelMicrometers)
        let background = levels.medium * area
        let haze = Float(optics.hazeShare)
        for row in 0..<canvas.height {
            let glow = wide.row(row)
            let sharp = signal.row(row)
            let target = mean.row(row)
            lit(row, by: light) { column, relative in
                let value = background + (1 - haze) * sharp[column] + haze * glow[column]
                target[column] += relative * value
            }
        }
    }

    /// Calls `body` for the pixels of `row` inside the light's disc with its relative irradiance.
    @inline(__always)
    func lit(
        _ row: Int, by light: LightOnSample, _ body: (_ column: Int, _ relative: Float) -> Void
    ) {
        let radius = light.discRadiusMicrometers
        let profile = optics.illumination
        let dy = canvas.originY + Double(row) * canvas.pixel - light.centerY
        guard abs(dy) < radius else { return }
        let half = (radius * radius - dy * dy).squareRoot()
        let toColumn = light.centerX - canvas.originX
        let first = max(Int(((toColumn - half) / canvas.pixel).rounded(.up)), 0)
        let last = min(Int(((toColumn + half) / canvas.pixel).rounded(.down)), canvas.width - 1)
        guard first <= last else { return }
        let y = dy / radius - profile.offsetY
        let top = Float(profile.peak - profile.curvature * y * y)
        let curve = Float(profile.curvature)
        let step = Float(canvas.pixel / radius)
        let start = Float(-toColumn / radius - profile.offsetX)
        for column in first...last {
            let x = start + Float(column) * step
            body(column, top - curve * x * x)
        }
    }

    /// What one µm² of each structure gives in this exposure.
    private func levels(_ specimen: Specimen, _ view: SceneView) -> FluorescenceLevels {
        var levels = FluorescenceLevels()
        let labels = specimen.settings.fluorophores
        for light in view.lights where !light.isTransmitted && light.seconds > 0 {
            let dose = light.irradiance * light.seconds
            func electrons(_ label: Label) -> Float {
                guard label.rawValue < labels.count else { return 0 }
                let fluorophore = labels[label.rawValue]
                let rate = fluorophore.electronsPerSecond(at: light.wavelengthNanometers)
                return Float(rate * fluorophore.moleculesPerSquareMicrometer * dose)
            }
            levels.nucleus += electrons(.nucleus)
            levels.filament += electrons(.filament)
            levels.cytoplasm += electrons(.cytoplasm)
            // Flavins and the like glow less the redder the light.
            let fade = exp(-(light.wavelengthNanometers - 475) / 120)
            levels.cell += Float(optics.cellBackgroundElectrons * dose * fade)
            levels.medium += Float(optics.backgroundElectrons * dose * fade)
        }
        return levels
    }

    /// The truth about the cells whose nucleus lies in the frame.
    func visibleCells(_ specimen: Specimen, _ view: SceneView) -> [VisibleCell] {
        let lights = view.lights.contains { !$0.isTransmitted && $0.seconds > 0 }
        let isOnlyFluorescence = lights && !view.lights.contains(where: \.isTransmitted)
        let levels = isOnlyFluorescence ? self.levels(specimen, view) : FluorescenceLevels()
        var visible: [VisibleCell] = []
        for index in 0..<poseCount {
            let pose = poses[index]
            let x = (pose.x - canvas.originX) / canvas.pixel
            let y = (pose.y - canvas.originY) / canvas.pixel
            guard x >= -0.5, y >= -0.5, x < Double(canvas.width) - 0.5,
                y < Double(canvas.height) - 0.5
            else { continue }
            visible.append(
                VisibleCell(
                    id: pose.id, xPixels: x, yPixels: y, phase: pose.phase,
                    peakSNR: peakSNR(pose, levels, view),
                    organelleSNR: organelleSNR(pose, 1, levels, view),
                    organelleElectrons: Double(organelleElectrons(pose, levels, view)),
                    flashSNR: organelleSNR(
                        pose, Float(specimen.settings.flashes.gain / pose.flashLevel), levels, view),
                    nucleusLevel: pose.nucleusLevel, labelLeft: pose.labelLeft))
        }
        return visible
    }

    /// Peak of the nucleus above background over the noise at that peak.
    private func peakSNR(_ pose: CellPose, _ levels: FluorescenceLevels, _ view: SceneView)
        -> Double
    {
        let area = Float(view.pixelMicrometers * view.pixelMicrometers)
        // Less than a quarter of an electron is no picture of a nucleus.
        guard levels.nucleus * pose.brightness[0] * area > 0.25 else { return 0 }
        var peak: Float = 0
        let electrons = mean.base
        for blob in pose.blobs {
            let reach = max(blob.a, blob.b)
            canvas.forEachPixel(
                of: pose, reachU: reach, reachV: reach, centreU: blob.u, centreV: blob.v
            ) { index, _, _ in
                peak = max(peak, electrons[index])
            }
        }
        let background = levels.medium * area * illumination(of: pose, view)
        return Double(max(peak - background, 0) / noise(peak, view))
    }

    /// Mean of the organelle's network above background over the noise of a pixel there.
    ///
    /// - Parameter factor: As if it were so many times as bright.
    private func organelleSNR(
        _ pose: CellPose, _ factor: Float, _ levels: FluorescenceLevels, _ view: SceneView
    ) -> Double {
        let area = Float(view.pixelMicrometers * view.pixelMicrometers)
        let above = organelleElectrons(pose, levels, view) * factor
        let medium = levels.medium * area * illumination(of: pose, view)
        return Double(above / noise(above + medium, view))
    }

    /// Mean of the organelle's network above background.
    private func organelleElectrons(
        _ pose: CellPose, _ levels: FluorescenceLevels, _ view: SceneView
    ) -> Float {
        let area = Float(view.pixelMicrometers * view.pixelMicrometers)
        let brightness = pose.brightness[Label.filament.rawValue] * (1 - pose.decay)
        return levels.filament * area * brightness * illumination(of: pose, view)
    }

    /// Electrons, in a pixel that has `electrons` of light.
    private func noise(_ electrons: Float, _ view: SceneView) -> Float {
        let settings = sensor.settings
        let dark = Float(settings.darkElectronsPerSecond * view.exposureSeconds)
        let read = Float(settings.readNoise)
        return (electrons + dark + read * read).squareRoot()
    }

    /// The excitation at a cell, relative to the middle of its field.
    private func illumination(of pose: CellPose, _ view: SceneView) -> Float {
        guard let light = view.lights.first(where: { !$0.isTransmitted }) else { return 0 }
        return Float(
            optics.illumination.relative(
                dx: pose.x - light.centerX, dy: pose.y - light.centerY,
                radius: light.discRadiusMicrometers))
    }
}
