import SimulatedRig

/// How long the simulated rig takes to paint a frame.
enum RenderingBenchmark {
    /// Prints one line for each measurement.
    static func run() {
        let specimen = Specimen(SpecimenSettings())
        for (side, count, limit) in [(512, 40, 8), (2048, 9, 120)] {
            for isTransmitted in [false, true] {
                let spread = time(specimen, side: side, count: count, isTransmitted: isTransmitted)
                print(
                    "rendering: \(isTransmitted ? "phase" : "fluorescence") \(side) x \(side): "
                        + "\(spread.text) (limit \(limit) ms)")
            }
        }
    }

    private static func time(
        _ specimen: Specimen, side: Int, count: Int, isTransmitted: Bool
    ) -> Spread {
        let renderer = FrameRenderer(optics: OpticsSettings(), sensor: SensorSettings(), seed: 1)
        let corner = (2048 - side) / 2
        let light = LightOnSample(
            line: isTransmitted ? "LED" : "CYAN", wavelengthNanometers: isTransmitted ? 660 : 475,
            irradiance: isTransmitted ? 0.03 : 3, from: 0, to: 0.05, centerX: 0, centerY: 0,
            discRadiusMicrometers: 475, isTransmitted: isTransmitted)
        let view = SceneView(
            stageX: 0, stageY: 0,
            region: SensorRegion(x: corner, y: corner, width: side, height: side),
            exposureSeconds: 0.05, lights: [light])
        var pixels: [UInt16] = []
        // The first frame of a size makes the buffers.
        _ = renderer.expose(specimen, view: view, into: &pixels)
        return Spread(
            (0..<count).map { _ in
                ContinuousClock().measure {
                    _ = renderer.expose(specimen, view: view, into: &pixels)
                }
            })
    }
}
