/// A channel of a plan.
package struct ChannelPlan: Equatable, Sendable {
    package var config: String
    package var group: String
    /// `nil`: the channel's own exposure in the rig file.
    package var exposure: Duration?
    /// Whether the channel takes the whole stack, or its middle plane only.
    package var doesStack: Bool
    /// Added to every plane of the z plan; without a z plan it has no effect.
    package var zOffsetMicrometers: Double
    /// Acquired at every n-th time point, the first included.
    package var acquireEvery: Int
    /// Kept, but no event carries it.
    package var camera: String?

    package init(
        config: String, group: String = "Channel", exposure: Duration? = nil,
        doesStack: Bool = true, zOffsetMicrometers: Double = 0, acquireEvery: Int = 1,
        camera: String? = nil
    ) {
        self.config = config
        self.group = group
        self.exposure = exposure
        self.doesStack = doesStack
        self.zOffsetMicrometers = zOffsetMicrometers
        self.acquireEvery = acquireEvery
        self.camera = camera
    }
}
