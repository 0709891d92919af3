package import Hardware

/// What `check` says of a run before it starts: how much of everything, and what speaks against it.
package struct CheckReport: Sendable {
    package struct Place: Sendable {
        package let name: String
        package let frameCount: Int
        /// J/cm² if every planned exposure is taken; `nil` without a calibration.
        package let joulesPerCm2: Double?
        /// The same by channel.
        package let joulesByChannel: [String: Double]
    }

    package let frameCount: Int
    package let duration: Duration
    package let places: [Place]
    /// J/cm² at the most exposed spot of the sample if everything is taken.
    package let peakPerCell: Double
    package let joulesInRun: Double
    package let disk: DiskEstimate
    /// Why the run is refused; empty when it may start.
    package let refusals: [String]
    /// What a person should know before it starts.
    package let warnings: [String]
}

extension RunPlan {
    /// Sums up what the run would do.
    ///
    /// - Parameters:
    ///   - adapts: Whether the policy may leave planned light out; a plan that passes its budget is
    ///     then a warning, because the budget holds all the same.
    ///   - camera: For the read-out time; `nil` counts exposures only.
    package func check(
        adapts: Bool, camera: CameraDescription?, freeByteCount: Int64, path: String
    ) throws -> CheckReport {
        let full = try fullSchedule()
        let disk = DiskEstimate(
            width: region.width, height: region.height, frameCount: eventCount,
            freeByteCount: freeByteCount)
        let passed = overBudget(full)
        let isCompressed = experiment.store.compression != .none
        return CheckReport(
            frameCount: eventCount, duration: estimatedDuration(camera), places: places(full),
            peakPerCell: full.peakPerCell, joulesInRun: full.joulesPerCm2, disk: disk,
            refusals: outsideLimits(of: camera) + (adapts ? [] : passed)
                + [disk.refusal(isCompressed: isCompressed, path: path)].compactMap(\.self),
            warnings: (adapts ? passed.map { $0 + "; the agent must leave light out" } : [])
                + tightness(camera)
                + experiment.acquisition.warnings.filter { $0.severity == .warning }
                .map(\.description))
    }

    /// The light of the plan as it stands, every exposure taken: the fixed schedule.
    package func fullSchedule() throws -> DoseLedger {
        var ledger = DoseLedger()
        for place in survey.series {
            for (channel, exposures) in place.exposures.sorted(by: { $0.key < $1.key }) {
                let light = try lights.light(of: channel)
                let preset = rig.channel(channel)?.power ?? .fraction(0)
                let power = try lights.setting(preset, of: light).power
                let seconds = exposures.seconds + Double(exposures.count) * light.overrunSeconds
                let dose = light.irradiance(power).map { $0 * seconds }
                let record = ExposureRecord(
                    eventIndex: 0, position: place.name, channel: channel, light: light.name,
                    xMicrometers: place.point?.xMicrometers ?? 0,
                    yMicrometers: place.point?.yMicrometers ?? 0, at: 0,
                    seconds: seconds, joulesPerCm2: dose,
                    relativeUnits: power.setting * seconds, isUncertain: false)
                try ledger.book(record, area: light.area)
            }
        }
        return ledger
    }

    private func places(_ full: DoseLedger) -> [CheckReport.Place] {
        survey.series.map { place in
            let channels = place.exposures.keys.map {
                ($0, full.joulesPerCm2(position: place.name, channel: $0))
            }
            let isCalibrated = full.uncalibratedLights.isEmpty
            return CheckReport.Place(
                name: place.name, frameCount: place.exposures.values.reduce(0) { $0 + $1.count },
                joulesPerCm2: isCalibrated ? full.joulesPerCm2(position: place.name) : nil,
                joulesByChannel: Dictionary(uniqueKeysWithValues: channels))
        }
    }

    /// Exposures that the camera cannot take.
    private func outsideLimits(of camera: CameraDescription?) -> [String] {
        guard let limits = camera?.exposureLimits else { return [] }
        return channelNames.compactMap { name in
            let planned = survey.series.compactMap { $0.exposures[name] }
            let wrong = planned.flatMap { [$0.shortest, $0.longest] }
                .first { !limits.contains($0) }
            return wrong.map {
                "channel \(name): an exposure of \(milliseconds($0)) ms is outside the camera's "
                    + "\(milliseconds(limits.lowerBound)) to "
                    + "\(milliseconds(limits.upperBound)) ms"
            }
        }
    }

    private func milliseconds(_ duration: Duration) -> Double {
        (duration.inSeconds * 1e6).rounded() / 1000
    }

    private func overBudget(_ full: DoseLedger) -> [String] {
        let budget = experiment.light.budget
        let worst = full.positions.max {
            full.joulesPerCm2(position: $0) < full.joulesPerCm2(position: $1)
        }
        let asked = [
            (
                "per position", worst.map { full.joulesPerCm2(position: $0) } ?? 0,
                budget.perPosition
            ),
            ("per cell", full.peakPerCell, budget.perCell),
            ("for the run", full.joulesPerCm2, budget.run),
        ]
        return asked.compactMap { name, dose, allowed in
            guard let allowed, !DoseLedger.fits(dose, allowed) else { return nil }
            return "light budget \(name): the plan as it stands needs \(DoseLedger.inWords(dose)) "
                + "J/cm2, allowed are \(DoseLedger.inWords(allowed)) J/cm2"
        }
    }

    /// When the last frame will be in, as far as plan and camera tell.
    package func estimatedDuration(_ camera: CameraDescription?) -> Duration {
        max(survey.lastStart, busyTime(camera))
    }

    /// What exposures, read-out and moves take, whatever the time plan says.
    private func busyTime(_ camera: CameraDescription?) -> Duration {
        let moving = Duration.milliseconds(500) * survey.moveCount
        let reading = (camera?.readoutTime ?? .zero) * eventCount
        return survey.exposureTotal + reading + moving
    }

    /// A time plan that the instrument cannot keep.
    private func tightness(_ camera: CameraDescription?) -> [String] {
        let busy = busyTime(camera)
        guard survey.lastStart > .zero, busy > survey.lastStart * 1.1 else { return [] }
        return [
            "exposures, read-out and moves take some \(Int(busy.inSeconds.rounded(.up))) s, the time "
                + "plan has \(Int(survey.lastStart.inSeconds.rounded())) s: time points will come late"
        ]
    }
}
