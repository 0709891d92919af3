import Documents
package import Hardware

/// One frame, taken where the stage stands.
package struct Snapshot {
    /// How long the light may stay on when the camera is late, in the time of the world.
    private static let lightGrace = Duration.milliseconds(100)
    private static let beatInterval = Duration.milliseconds(200)
    /// Longer than a device that still works takes to answer, in the time of the world.
    private static let longestAnswer = Duration.seconds(5)

    private let instrument: Instrument
    private let clock: any RunClock
    private let channel: String
    private let exposure: Duration?
    private let size: Int?

    /// - Parameters:
    ///   - exposure: `nil` for the channel's own.
    ///   - size: Width and height of a region in the middle; `nil` for the whole sensor.
    package init(
        instrument: Instrument, clock: any RunClock, channel: String, exposure: Duration?,
        size: Int?
    ) {
        self.clock = clock
        self.instrument = instrument
        self.channel = channel
        self.exposure = exposure
        self.size = size
    }

    /// Arms the instrument, takes the frame and ends dark.
    package func take() async throws -> Frame {
        let rig = instrument.rig
        guard let preset = rig.channel(channel) else {
            let known = rig.channels.map(\.name).sorted()
            throw AcquisitionError.refused([
                "the rig file: " + unknown("channel", channel, known: known)
            ])
        }
        let lights = LightTable(rig: rig, attain: instrument.attainableFraction)
        let light = try lights.light(of: channel)
        guard let source = instrument.lights[light.device] else {
            throw AcquisitionError.refused(["\(light.device) is not connected"])
        }
        let camera = instrument.camera
        let region = try region(of: camera.description)
        try instrument.arm()
        let exposure = exposure ?? preset.exposure
        try await camera.configure(CameraSettings(exposure: exposure, region: region))
        let fraction = try lights.setting(preset.power, of: light).fraction
        try await source.setIntensity(fraction, line: light.line)
        return try await withThrowingTaskGroup(of: Frame?.self) { group in
            group.addTask {
                // Not for ever: what hangs with light on must fall silent for the guard.
                let end = clock.now + exposure + Self.longestAnswer * clock.speed
                while clock.now < end {
                    instrument.beat()
                    try await clock.sleep(for: Self.beatInterval * clock.speed)
                }
                return nil
            }
            group.addTask {
                try await camera.frame(try await expose(exposure, camera, source, light))
            }
            defer { group.cancelAll() }
            while let answer = try await group.next() {
                if let frame = answer { return frame }
            }
            throw CancellationError()
        }
    }

    /// Lights the sample for one exposure and goes dark again. A light that the camera does not gate
    /// goes off in time whatever the camera says or not.
    private func expose(
        _ exposure: Duration, _ camera: any Camera, _ source: any LightSource, _ light: ChannelLight
    ) async throws -> UInt64 {
        instrument.beat()
        try await source.setEmission(on: true, line: light.line)
        return try await withThrowingTaskGroup(of: UInt64?.self) { group in
            group.addTask {
                let number = try await camera.trigger()
                try await camera.waitForExposureEnd(of: number)
                return number
            }
            if !light.isGatedByCamera {
                group.addTask {
                    try await clock.sleep(for: exposure + Self.lightGrace * clock.speed)
                    return nil
                }
            }
            var number = try await group.next() ?? nil
            try await source.setEmission(on: false, line: light.line)
            if number == nil { number = try await group.next() ?? nil }
            group.cancelAll()
            guard let number else { throw CancellationError() }
            return number
        }
    }

    private func region(of camera: CameraDescription) throws -> PixelRegion? {
        guard let size else { return nil }
        let region = RegionSettings.centered(width: size, height: size)
            .pixels(sensorWidth: camera.width, sensorHeight: camera.height)
        guard size > 0, let region else {
            throw AcquisitionError.refused([
                "a region of \(size) pixels leaves the sensor, which has \(camera.width) × \(camera.height)"
            ])
        }
        return region
    }
}
