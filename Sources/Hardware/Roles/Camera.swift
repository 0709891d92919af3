/// What a camera is.
package struct CameraDescription: Sendable, Equatable {
    package var model: String
    package var width: Int
    package var height: Int
    package var bitDepth: Int
    package var sensorPixelMicrometers: Double
    package var offset: Double
    package var electronsPerGrey: Double
    package var readNoiseElectrons: Double
    package var exposureLimits: ClosedRange<Duration>
    /// Time to read out the whole sensor.
    package var readoutTime: Duration

    package init(
        model: String, width: Int, height: Int, bitDepth: Int, sensorPixelMicrometers: Double,
        offset: Double, electronsPerGrey: Double, readNoiseElectrons: Double,
        exposureLimits: ClosedRange<Duration>, readoutTime: Duration
    ) {
        self.model = model
        self.width = width
        self.height = height
        self.bitDepth = bitDepth
        self.sensorPixelMicrometers = sensorPixelMicrometers
        self.offset = offset
        self.electronsPerGrey = electronsPerGrey
        self.readNoiseElectrons = readNoiseElectrons
        self.exposureLimits = exposureLimits
        self.readoutTime = readoutTime
    }
}

/// How a camera is to take the next frames.
package struct CameraSettings: Sendable, Equatable {
    package var exposure: Duration
    /// `nil` for the whole sensor.
    package var region: PixelRegion?

    package init(exposure: Duration, region: PixelRegion? = nil) {
        self.exposure = exposure
        self.region = region
    }
}

/// A camera that exposes when told.
package protocol Camera: Actor {
    nonisolated var label: String { get }
    nonisolated var description: CameraDescription { get }

    /// Sets exposure and region for the next trigger, and reads them back.
    ///
    /// - Returns: How long it will expose: cameras round to a step of their own.
    @discardableResult
    func configure(_ settings: CameraSettings) async throws(DeviceError) -> Duration

    /// Starts one exposure with the settings in force; returns its frame number when the camera
    /// has taken the command.
    func trigger() async throws(DeviceError) -> UInt64

    /// Returns when the exposure of frame `number` has ended; its read-out may still go on.
    func waitForExposureEnd(of number: UInt64) async throws(DeviceError)

    /// Returns frame `number`, its checksum verified.
    ///
    /// - Throws: `frameSequence` when the camera skipped, repeated or reordered frames.
    func frame(_ number: UInt64) async throws(DeviceError) -> Frame

    /// Ends any exposure.
    func abort() async throws(DeviceError)
}
