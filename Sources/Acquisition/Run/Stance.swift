import Hardware

/// Where the instrument was last sent, and how it was set.
struct Stance {
    var point: StagePoint?
    var zMicrometers: Double?
    var camera: CameraSettings?
    /// What the camera made of its settings' exposure.
    var exposure = Duration.zero
    /// Fraction of full scale by light name.
    var intensities: [String: Double] = [:]
    var isMovingStage = false
    var isMovingFocus = false
}

/// A light that was switched on and is not known to be off again.
struct Shining: Sendable {
    let step: Step
    let place: StagePoint
    let since: Duration
}

/// An exposure whose frame is still on its way.
struct PendingFrame: Sendable {
    let step: Step
    let number: UInt64
    let exposure: ExposureRecord
}

/// A frame in the order of its arrival, for the analysis.
struct ArrivedFrame: Sendable {
    var frame: AcquiredFrame
    /// Where its pixels are in the store.
    let plane: PlaneAddress
    /// The run's time when the camera had delivered it.
    let arrivedAt: Duration
}
