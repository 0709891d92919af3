package import Hardware

/// An experiment on a rig, surveyed: everything that is known of a run before its first light.
package struct RunPlan: Sendable {
    package let experiment: Experiment
    package let rig: RigFile
    package let lights: LightTable
    package let itinerary: Itinerary
    /// Names of the places, by series.
    package let positionNames: [String]
    package let channelNames: [String]
    package let eventCount: Int
    let survey: PlanSurvey
    let region: PixelRegion

    /// Surveys `experiment` on `rig`.
    ///
    /// - Parameters:
    ///   - sensor: Width and height of the camera in pixels.
    ///   - attain: The setting that a light's device really takes.
    /// - Throws: `AcquisitionError.refused` with everything that this rig cannot or may not do.
    package init(
        experiment: Experiment, rig: RigFile, sensor: (width: Int, height: Int),
        attain: @escaping LightTable.Attain = { $1 }
    ) throws(AcquisitionError) {
        guard
            let region =
                (experiment.region ?? .centered(width: sensor.width, height: sensor.height))
                .pixels(sensorWidth: sensor.width, sensorHeight: sensor.height)
        else {
            throw .refused([
                "region: it leaves the sensor, which has \(sensor.width) × \(sensor.height) pixels"
            ])
        }
        let plan = experiment.acquisition.fillingField(
            widthMicrometers: Double(region.width) * rig.pixelMicrometers,
            heightMicrometers: Double(region.height) * rig.pixelMicrometers)
        let survey = PlanSurvey(plan, at: experiment.places, rig: rig)
        let lights = LightTable(rig: rig, attain: attain)
        let refusals =
            survey.refusals + experiment.acquisition.errors
            + [experiment.light.budget.refusal(uncalibrated: survey.uncalibrated(lights))]
            .compactMap(\.self)
        guard refusals.isEmpty else { throw .refused(refusals) }

        let maker = StepMaker(
            channels: Dictionary(uniqueKeysWithValues: rig.channels.map { ($0.name, $0) }),
            region: region,
            channelIndices: Dictionary(
                uniqueKeysWithValues: survey.channelNames.enumerated().map { ($1, $0) }),
            series: survey.places, names: survey.series.map(\.name),
            countsPlanes: survey.repeatsPlanes)
        self.experiment = experiment
        self.rig = rig
        self.lights = lights
        self.survey = survey
        self.region = region
        itinerary = Itinerary(plan: plan, maker: maker)
        positionNames = survey.series.map(\.name)
        channelNames = survey.channelNames
        eventCount = survey.eventCount
    }

    /// An empty ledger with the experiment's budget.
    package var ledger: DoseLedger { DoseLedger(budget: experiment.light.budget) }

    /// Where each frame will lie in the store.
    package func layout(of description: CameraDescription?) -> StoreLayout {
        let channels = channelNames.map { name in
            let top = 65535.0
            return ChannelDisplay(
                name: name, color: rig.channel(name)?.color ?? "#ffffff",
                window: (description?.offset ?? 0)...top)
        }
        let series = survey.series.map { place in
            SeriesLayout(
                name: place.name, sizeT: max(place.planeCount(survey.repeatsPlanes), 1),
                sizeC: channels.count, sizeZ: max(place.sizeZ, 1), sizeY: region.height,
                sizeX: region.width, pixelMicrometers: rig.pixelMicrometers,
                zStepMicrometers: place.zStep, timeIncrement: timeIncrement, channels: channels,
                xMicrometers: place.point?.xMicrometers ?? 0,
                yMicrometers: place.point?.yMicrometers ?? 0)
        }
        return StoreLayout(
            series: series, compression: experiment.store.compression,
            metadata: experiment.name.map { ["name": $0] } ?? [:])
    }

    /// What an agent may know before the run.
    package func outline(of camera: CameraDescription) -> RunOutline {
        outline(exposureLimits: camera.exposureLimits)
    }

    /// The same where no camera is connected.
    package func outline(exposureLimits: ClosedRange<Duration>) -> RunOutline {
        RunOutline(
            positionNames: positionNames,
            channels: channelNames.compactMap { channel($0, exposureLimits) },
            intervalSeconds: timeIncrement?.inSeconds, timePointCount: survey.timePointCount,
            budgetPerPosition: experiment.light.budget.perPosition,
            planeCount: survey.series.map(\.sizeZ).max() ?? 1)
    }

    private func channel(
        _ name: String, _ exposures: ClosedRange<Duration>
    ) -> RunOutline.Channel? {
        guard let channel = rig.channel(name), let light = try? lights.light(of: name) else {
            // A surveyed plan has only channels of the rig.
            return nil
        }
        let planned = survey.meanExposure(of: name) ?? channel.exposure
        return RunOutline.Channel(
            name: name, isTransmitted: light.isTransmitted, exposureSeconds: planned.inSeconds,
            powerMilliwatts: channel.power.milliwatts ?? 0,
            exposureLimits: exposures.lowerBound.inSeconds...exposures.upperBound.inSeconds,
            powerLimits: light.light.calibration?.milliwattRange ?? 0...0,
            joulesPerCm2: light.irradiance(channel.power).map { $0 * planned.inSeconds })
    }

    /// The time between time points; `nil` without a regular time plan.
    private var timeIncrement: Duration? {
        guard survey.timePointCount > 1, survey.lastStart > .zero else { return nil }
        return survey.lastStart / (survey.timePointCount - 1)
    }
}

extension MDASequence {
    /// What the strict reader found that would silently not happen.
    var errors: [String] {
        warnings.filter { $0.severity == .error }.map(\.description)
    }
}

extension StoreSettings {
    var compression: Compression {
        switch packing {
        case .none: .none
        case .zstd(let level): .blosc(codec: .zstd, level: level, shuffle: .bytes)
        }
    }
}
