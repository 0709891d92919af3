package import Acquisition

/// Everything that a policy may know of one frame; recorded whole with each decision.
///
/// A policy that is fed the same observations again decides the same again.
package struct Observation: Sendable, Hashable, Codable {
    /// Index of the plan's event that took the frame.
    package var event: Int
    package var timeIndex: Int
    /// From the start of the run to the start of the exposure.
    package var seconds: Double
    package var position: Int
    package var positionName: String
    package var channel: String
    package var isTransmitted: Bool
    package var exposureSeconds: Double
    package var powerMilliwatts: Double
    package var pixelMicrometers: Double
    /// Pixels in a row and rows of the frame; `nil` in journals of older versions.
    package var width: Int?
    package var height: Int?
    /// Index of the plane in its stack; `nil` for the first, or where there is no stack.
    package var plane: Int?
    /// What the agent had added to the planned focus; `nil` for nothing.
    package var focusOffsetMicrometers: Double?
    package var features: FrameFeatures
    package var standing: RunStanding

    package init(
        event: Int, timeIndex: Int, seconds: Double, position: Int, positionName: String,
        channel: String, isTransmitted: Bool, exposureSeconds: Double, powerMilliwatts: Double,
        pixelMicrometers: Double, width: Int? = nil, height: Int? = nil, plane: Int? = nil,
        focusOffsetMicrometers: Double? = nil, features: FrameFeatures, standing: RunStanding
    ) {
        self.width = width
        self.height = height
        self.plane = plane
        self.focusOffsetMicrometers = focusOffsetMicrometers
        self.event = event
        self.timeIndex = timeIndex
        self.seconds = seconds
        self.position = position
        self.positionName = positionName
        self.channel = channel
        self.isTransmitted = isTransmitted
        self.exposureSeconds = exposureSeconds
        self.powerMilliwatts = powerMilliwatts
        self.pixelMicrometers = pixelMicrometers
        self.features = features
        self.standing = standing
    }

    package init(of frame: AcquiredFrame, features: FrameFeatures, standing: RunStanding) {
        self.init(
            event: frame.eventIndex, timeIndex: frame.timeIndex, seconds: frame.seconds,
            position: frame.position, positionName: frame.positionName, channel: frame.channel,
            isTransmitted: frame.isTransmitted, exposureSeconds: frame.exposureSeconds,
            powerMilliwatts: frame.powerMilliwatts, pixelMicrometers: frame.pixelMicrometers,
            width: frame.width, height: frame.height,
            plane: frame.plane == 0 ? nil : frame.plane,
            focusOffsetMicrometers: frame.focusOffsetMicrometers == 0
                ? nil : frame.focusOffsetMicrometers,
            features: features, standing: standing)
    }
}
