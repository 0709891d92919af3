/// What an agent may never leave, whatever its policy asks for. `nil` sets no limit of its own; the
/// limits of the devices and the budget of the run hold besides.
package struct EnvelopeSettings: Sendable, Hashable {
    package var minExposureSeconds: Double?
    package var maxExposureSeconds: Double?
    package var minPowerMilliwatts: Double?
    package var maxPowerMilliwatts: Double?
    /// Channels that may be changed; `nil` for every channel with an excitation light.
    package var channels: [String]?
    /// Names of the positions that may be changed; `nil` for all.
    package var positions: [String]?
    /// Largest factor by which one change may move an exposure or a power.
    package var maxStep: Double
    /// Shortest time between two changes of the same setting. Switching light off never waits.
    package var minSecondsBetweenChanges: Double
    /// J/cm² at a position from which on the channels that the agent may change stay dark there.
    package var dosePerPosition: Double?
    /// The same for J/cm² at a position within an hour.
    package var dosePerHour: Double?
    /// The same for J/cm² of all positions together.
    package var dosePerRun: Double?
    /// A decision that comes later than this after its frame may add no light.
    package var deadlineSeconds: Double?
    /// Farthest that the agent may move the focus from the planned one, µm; `nil` for not at all.
    package var maxFocusMicrometers: Double?

    package init(
        minExposureSeconds: Double? = nil, maxExposureSeconds: Double? = nil,
        minPowerMilliwatts: Double? = nil, maxPowerMilliwatts: Double? = nil,
        channels: [String]? = nil, positions: [String]? = nil, maxStep: Double = 2,
        minSecondsBetweenChanges: Double = 0, dosePerPosition: Double? = nil,
        dosePerHour: Double? = nil, dosePerRun: Double? = nil, deadlineSeconds: Double? = nil,
        maxFocusMicrometers: Double? = nil
    ) {
        self.minExposureSeconds = minExposureSeconds
        self.maxExposureSeconds = maxExposureSeconds
        self.minPowerMilliwatts = minPowerMilliwatts
        self.maxPowerMilliwatts = maxPowerMilliwatts
        self.channels = channels
        self.positions = positions
        self.maxStep = maxStep
        self.minSecondsBetweenChanges = minSecondsBetweenChanges
        self.dosePerPosition = dosePerPosition
        self.dosePerHour = dosePerHour
        self.dosePerRun = dosePerRun
        self.deadlineSeconds = deadlineSeconds
        self.maxFocusMicrometers = maxFocusMicrometers
    }
}
