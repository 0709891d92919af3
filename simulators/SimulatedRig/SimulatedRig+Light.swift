/// Light and exposures: what the sample really gets, and what the sensor sees of it.
extension SimulatedRig {
    /// Longest stretch of light that is handed to the specimen at once, in seconds.
    private static let longestPiece = 1.0
    /// The same while the stage moves, so that the light is booked where it fell.
    private static let longestPieceMoving = 0.02

    private var lampIndex: Int { settings.light.engine.count }

    /// When light that is on has to be handed on.
    var nextLightCut: Double? {
        light.oldestPiece.map { oldest in
            let isMoving =
                stage.firmware.axes[0].isMoving(at: oldest)
                || stage.firmware.axes[1].isMoving(at: oldest)
            return oldest + (isMoving ? Self.longestPieceMoving : Self.longestPiece)
        }
    }

    /// Reads from the instruments which lines shine from `time` on.
    func refreshLight(at time: Double) {
        engine.firmware.isTriggerHigh = camera.running != nil
        for (index, line) in settings.light.engine.enumerated() {
            var power = 0.0
            if engine.firmware.isEmitting(index) {
                let intensity = Double(engine.firmware.lines[index].intensity)
                power = line.milliwatts(at: intensity / Double(Lumencor.fullScale))
            }
            light.set(index, milliwatts: power, at: time)
        }
        let isLampGated = settings.light.lampGate == .camera
        let isLampOpen = !isLampGated || camera.running != nil
        let percent = isLampOpen ? stage.firmware.ledPercent : 0
        let lamp = settings.light.lamp.milliwatts(at: Double(percent) / 100)
        light.set(lampIndex, milliwatts: lamp, at: time)
        noteIntervals()
    }

    func noteIntervals() {
        for interval in light.drainIntervals() {
            note(
                .light(
                    LightTruth(
                        line: line(interval.line).name, milliwatts: interval.milliwatts,
                        irradiance: irradiance(interval.milliwatts), from: interval.from,
                        to: interval.to)))
        }
    }

    /// Hands all light up to `time` to the specimen and to the running exposure.
    func deliverLight(at time: Double) {
        light.cut(at: time)
        for piece in light.drainPieces() {
            let arrived = onSample(piece)
            specimen.receive(arrived)
            if camera.running != nil { exposureLight.append(arrived) }
        }
    }

    private func line(_ index: Int) -> LightSettings.Line {
        index == lampIndex ? settings.light.lamp : settings.light.engine[index]
    }

    private func irradiance(_ milliwatts: Double) -> Double {
        milliwatts / 1000 / settings.light.discSquareCentimeters
    }

    private func onSample(_ piece: LightPath.Piece) -> LightOnSample {
        let line = line(piece.line)
        let place = meanPlace(from: piece.from, to: piece.to)
        return LightOnSample(
            line: line.name, wavelengthNanometers: line.wavelengthNanometers,
            irradiance: irradiance(piece.milliwatts), from: piece.from, to: piece.to,
            centerX: place.x, centerY: place.y,
            discRadiusMicrometers: settings.light.discMicrometers / 2,
            isTransmitted: piece.line == lampIndex)
    }

    // MARK: Exposures

    func beginExposure() {
        exposureLight.removeAll(keepingCapacity: true)
        refreshLight(at: now)
    }

    /// Ends the running exposure as it should and begins to render its frame.
    func endExposure() {
        guard let end = camera.running?.end else { return }
        specimen.advance(to: end)
        let before = specimen
        deliverLight(at: end)
        guard let exposure = camera.endExposure() else { return }
        refreshLight(at: end)
        let place = meanPlace(from: exposure.from, to: end)
        let view = SceneView(
            stageX: place.x, stageY: place.y, focusOffset: focus(place, at: end),
            pixelMicrometers: settings.pixelMicrometers, region: exposure.region,
            sensorWidth: settings.sensor.width, sensorHeight: settings.sensor.height,
            numericalAperture: settings.numericalAperture, exposureSeconds: exposure.seconds,
            lights: exposureLight)
        unrendered.append(truth(of: exposure, until: end, isAborted: false))
        exposureLight.removeAll(keepingCapacity: true)
        worker.begin(RenderOrder(frame: exposure.frame, specimen: before, view: view))
    }

    /// Books an exposure that was aborted: its light reached the sample, its frame is lost.
    func abandon(_ exposure: CameraExposure) {
        refreshLight(at: now)
        note(.exposure(truth(of: exposure, until: now, isAborted: true)))
        exposureLight.removeAll(keepingCapacity: true)
    }

    /// When the next frame is read out; `nil` while it is still being rendered.
    var nextReadout: Double? {
        guard let due = camera.readouts.first?.due, worker.isReady else { return nil }
        return due
    }

    func endReadout(at time: Double) {
        guard let frame = worker.take() else { return }
        camera.endReadout(pixels: frame.pixels, checksum: frame.checksum, at: time)
        var exposure = unrendered.removeFirst()
        exposure.cells = frame.cells
        note(.exposure(exposure))
        if let mean = frame.mean { showMean?(exposure, mean) }
    }

    private func truth(
        of exposure: CameraExposure, until end: Double, isAborted: Bool
    ) -> ExposureTruth {
        let place = meanPlace(from: exposure.from, to: end)
        var light: [ExposureTruth.Light] = []
        for piece in exposureLight {
            let joules = piece.irradiance * piece.seconds
            if let index = light.firstIndex(where: { $0.line == piece.line }) {
                light[index].seconds += piece.seconds
                light[index].joulesPerSquareCentimeter += joules
            } else {
                light.append(
                    ExposureTruth.Light(
                        line: piece.line, seconds: piece.seconds, joulesPerSquareCentimeter: joules)
                )
            }
        }
        return ExposureTruth(
            frame: exposure.frame, from: exposure.from, to: end, xMicrometers: place.x,
            yMicrometers: place.y, zMicrometers: place.z, focusMicrometers: focus(place, at: end),
            region: exposure.region, pixelMicrometers: settings.pixelMicrometers,
            isAborted: isAborted, light: light, cells: [])
    }

    // MARK: Places

    private typealias Place = (x: Double, y: Double, z: Double)

    /// Where the sample was on average; the mean stands in for the smear of a stage that moves.
    private func meanPlace(from: Double, to: Double) -> Place {
        let axes = stage.firmware.axes
        let isQuiet = !axes.contains { $0.isUnquiet(at: from) }
        let count = isQuiet ? 1 : 16
        var sum: Place = (0, 0, 0)
        for sample in 0..<count {
            let time = from + (to - from) * (Double(sample) + 0.5) / Double(count)
            sum.x += axes[0].samplePosition(at: time)
            sum.y += axes[1].samplePosition(at: time)
            sum.z += axes[2].samplePosition(at: time)
        }
        return (sum.x / Double(count), sum.y / Double(count), sum.z / Double(count))
    }

    /// Height of the objective above the specimen's plane of focus.
    private func focus(_ place: Place, at time: Double) -> Double {
        let tilt = settings.mechanics.tiltMicrometersPerMillimeter * place.x / 1000
        return place.z - drift.micrometers(at: time) - tilt
    }
}
