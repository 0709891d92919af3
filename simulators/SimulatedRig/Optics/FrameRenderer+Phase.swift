extension FrameRenderer {
    /// Adds the phase contrast picture of the transmitted lamp to the mean.
    func addPhaseContrast(_ view: SceneView, _ lamp: LightOnSample) {
        signal.resize(width: canvas.width, height: canvas.height)
        ink.resize(width: canvas.width, height: canvas.height)
        signal.fill(0)
        ink.fill(0)
        let painter = PhasePainter(outlines: outlines, textures: textures)
        for index in 0..<poseCount {
            painter.paint(poses[index], on: canvas, path: signal, ink: ink)
        }
        wide.take(signal, sigma: optics.haloMicrometers / view.pixelMicrometers)
        let lost = Float(optics.haloShare)
        let response = response
        for row in 0..<canvas.height {
            let low = wide.row(row)
            let path = signal.row(row)
            let dark = ink.row(row)
            for column in 0..<canvas.width {
                let bright = response(path[column] - lost * low[column])
                path[column] = bright * max(1 - dark[column], 0.05)
            }
        }
        blur.apply(signal, sigma: blurSigma(view, nanometers: lamp.wavelengthNanometers))
        let area = view.pixelMicrometers * view.pixelMicrometers
        let full = Float(optics.lampElectrons * area * lamp.irradiance * lamp.seconds)
        for row in 0..<canvas.height {
            let picture = signal.row(row)
            let target = mean.row(row)
            lit(row, by: lamp) { column, relative in
                target[column] += full * relative * picture[column]
            }
        }
    }
}
