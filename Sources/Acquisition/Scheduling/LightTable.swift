package import Hardware

/// How a channel is lit: which line of which device, and what a setting means at the sample.
package struct ChannelLight: Sendable {
    /// The light's name in the rig file.
    package let name: String
    package let device: String
    package let line: String
    package let isGatedByCamera: Bool
    /// Whether it is a lamp that shines through, not an excitation line.
    package let isTransmitted: Bool
    package let light: RigFile.Light
    package let area: IlluminatedArea

    /// Seconds that a light may shine beyond an exposure. What software switches shines while the
    /// replies to *on* and *off* are read back over a serial line, and until the guard has it off
    /// should the controller die.
    var overrunSeconds: Double { isGatedByCamera ? 0 : 0.25 }

    /// Power over area, W/cm²; `nil` without a calibration.
    package func irradiance(_ power: RigFile.Power) -> Double? {
        guard case .milliwatts(let milliwatts) = power else { return nil }
        return light.calibration?.irradiance(milliwatts: milliwatts)
    }
}

/// The rig's channels as light: pure arithmetic between power, exposure and dose.
package struct LightTable: Sendable {
    private let channels: [String: ChannelLight]
    private let attain: Attain

    /// The setting nearest to a fraction of full scale that a light's device has.
    package typealias Attain = @Sendable (RigFile.Light, Double) -> Double

    package init(rig: RigFile, attain: @escaping Attain = { $1 }) {
        self.attain = attain
        var channels: [String: ChannelLight] = [:]
        for channel in rig.channels {
            guard let light = rig.light(channel.light) else { continue }
            // What an uncalibrated light illuminates is unknown; its dose is not mapped either.
            let area = light.calibration.map {
                IlluminatedArea.disc(squareCentimeters: $0.areaSquareCentimeters)
            }
            channels[channel.name] = ChannelLight(
                name: channel.light, device: light.device, line: light.line,
                isGatedByCamera: light.gate == .camera,
                isTransmitted: channel.emissionNanometers == nil, light: light,
                area: area ?? .disc(radiusMicrometers: 1))
        }
        self.channels = channels
    }

    package func light(of channel: String) throws(AcquisitionError) -> ChannelLight {
        guard let light = channels[channel] else {
            throw .refused(["channel “\(channel)” is not in the rig file"])
        }
        return light
    }

    /// The device's setting for a power, and the power that it really gives.
    func setting(
        _ power: RigFile.Power, of light: ChannelLight
    ) throws(AcquisitionError) -> (fraction: Double, power: RigFile.Power) {
        guard let asked = light.light.fraction(for: power) else {
            throw .refused(["\(light.name) cannot give \(power.inWords)"])
        }
        guard let calibration = light.light.calibration else {
            let fraction = attain(light.light, asked)
            return (fraction, .fraction(fraction))
        }
        guard let known = known(asked, of: light.light, calibration) else {
            throw .refused([
                "\(light.name): no setting of the device near \(power.inWords) has a known power; "
                    + "measure its curve a step further"
            ])
        }
        return (known.fraction, .milliwatts(known.milliwatts))
    }

    /// The device's setting nearest to `asked` whose power is known: at the ends of the curve the
    /// nearest one of all may lie outside.
    private func known(
        _ asked: Double, of light: RigFile.Light, _ calibration: Calibration
    ) -> (fraction: Double, milliwatts: Double)? {
        var fraction = attain(light, asked)
        // Away from where the device would round to, further each time.
        var inwards = asked - fraction
        while true {
            if let milliwatts = calibration.milliwatts(fraction: fraction) {
                return (fraction, milliwatts)
            }
            guard inwards != 0, abs(inwards) < 1 else { return nil }
            fraction = attain(light, asked + inwards)
            inwards *= 2
        }
    }

    /// Whether the step's light has that power.
    func canGive(_ step: Step) -> Bool {
        channels[step.channel]?.light.fraction(for: step.power) != nil
    }

    /// What a step would give, for the ledger to judge.
    func planned(_ step: Step, at place: StagePoint) throws(AcquisitionError) -> PlannedExposure {
        let light = try light(of: step.channel)
        let seconds = step.exposure.inSeconds + light.overrunSeconds
        let power = try setting(step.power, of: light).power
        return PlannedExposure(
            position: step.positionName, channel: step.channel, light: light.name,
            xMicrometers: place.xMicrometers, yMicrometers: place.yMicrometers, seconds: seconds,
            joulesPerCm2: light.irradiance(power).map { $0 * seconds },
            relativeUnits: power.setting * seconds, area: light.area)
    }

    /// What a step gave, or may have given, in `seconds` of light.
    func record(
        _ step: Step, at place: StagePoint, startedAt: Duration, seconds: Double, isUncertain: Bool
    ) throws(AcquisitionError) -> ExposureRecord {
        let light = try light(of: step.channel)
        let power = try setting(step.power, of: light).power
        let irradiance = light.irradiance(power)
        return ExposureRecord(
            eventIndex: step.eventIndex, position: step.positionName, channel: step.channel,
            light: light.name, xMicrometers: place.xMicrometers, yMicrometers: place.yMicrometers,
            at: startedAt.inSeconds, seconds: seconds, powerMilliwatts: power.milliwatts,
            irradianceWattsPerCm2: irradiance, joulesPerCm2: irradiance.map { $0 * seconds },
            relativeUnits: power.setting * seconds, isUncertain: isUncertain,
            zMicrometers: step.zMicrometers)
    }
}

extension RigFile.Power {
    /// Power at the sample; `nil` where nobody measured it.
    package var milliwatts: Double? {
        if case .milliwatts(let milliwatts) = self { milliwatts } else { nil }
    }

    var inWords: String {
        switch self {
        case .milliwatts(let milliwatts): "\(milliwatts) mW"
        case .fraction(let fraction): "\(fraction * 100) % of full scale"
        }
    }

    /// What relative units count: mW, or % of full scale.
    var setting: Double {
        switch self {
        case .milliwatts(let milliwatts): milliwatts
        case .fraction(let fraction): fraction * 100
        }
    }
}
