/// One exposure of the camera, from its trigger on.
struct CameraExposure: Sendable {
    var frame: Int
    var region: SensorRegion
    /// Start in seconds of rig time.
    var from: Double
    var seconds: Double
    var strikes: [FaultKind]
    /// The client armed again or never wants this frame: it is not sent.
    var isLost = false

    var end: Double { from + seconds }
    func has(_ fault: FaultKind) -> Bool { strikes.contains(fault) }
}

/// A frame whose pixels are there.
struct CameraFrame: Sendable {
    var exposure: CameraExposure
    var pixels: [UInt16]
    var checksum: UInt32
}

/// A message of the data socket, and when it leaves.
struct CameraOutput: Sendable {
    var due: Double
    var header: JSONValue
    var pixels: [UInt16]?
}
