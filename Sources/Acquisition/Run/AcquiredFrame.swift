package import Hardware

/// A frame in the run's own terms: which step of the plan it belongs to, how it was lit, and its
/// pixels, for the analysis and the agent.
package struct AcquiredFrame: Sendable {
    /// The camera's own.
    package let number: UInt64
    /// Index of the plan's event, from 0.
    package let eventIndex: Int
    /// Index on the plan's time axis; 0 without a time plan.
    package let timeIndex: Int
    /// Index of the plane in its stack; 0 without a z plan.
    package let plane: Int
    /// Index on the plan's position axis; 0 without positions.
    package let position: Int
    package let positionName: String
    package let channel: String
    /// What the agent had added to the planned focus.
    package let focusOffsetMicrometers: Double
    /// Whether the light was a transmitted lamp, not an excitation line.
    package let isTransmitted: Bool
    /// Seconds from the start of the run to the start of the exposure.
    package let seconds: Double
    package let exposureSeconds: Double
    /// Power at the sample; 0 where the light is not calibrated.
    package let powerMilliwatts: Double
    /// Grey value of a dark pixel, electrons per grey value, read noise in electrons.
    package let offset: Double
    package let electronsPerGrey: Double
    package let readNoiseElectrons: Double
    package let pixelMicrometers: Double
    package let width: Int
    package let height: Int
    /// What networks made of it, by their names; those that were skipped are not there.
    package var findings: [String: NetworkFinding] = [:]
    private let pixels: FrameBuffer

    package init(
        eventIndex: Int, timeIndex: Int, plane: Int = 0, position: Int, positionName: String,
        channel: String, focusOffsetMicrometers: Double = 0, isTransmitted: Bool, seconds: Double,
        powerMilliwatts: Double, readNoiseElectrons: Double,
        pixelMicrometers: Double, frame: Frame
    ) {
        number = frame.metadata.number
        self.eventIndex = eventIndex
        self.timeIndex = timeIndex
        self.plane = plane
        self.focusOffsetMicrometers = focusOffsetMicrometers
        self.position = position
        self.positionName = positionName
        self.channel = channel
        self.isTransmitted = isTransmitted
        self.seconds = seconds
        self.exposureSeconds = frame.metadata.exposure.inSeconds
        self.powerMilliwatts = powerMilliwatts
        self.offset = frame.metadata.offset
        self.electronsPerGrey = frame.metadata.electronsPerGrey
        self.readNoiseElectrons = readNoiseElectrons
        self.pixelMicrometers = pixelMicrometers
        self.width = frame.metadata.width
        self.height = frame.metadata.height
        self.pixels = frame.pixels
    }

    /// Reads the grey values, shape `[height, width]`, row-major.
    package func withPixels<Result>(
        _ body: (UnsafeBufferPointer<UInt16>) throws -> Result
    ) rethrows -> Result {
        try pixels.withPixels(body)
    }
}
