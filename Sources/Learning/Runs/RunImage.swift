internal import Acquisition

/// One acknowledged image of a run, as the journal has it.
struct RunImage {
    let record: FrameRecord
    let exposure: ExposureRecord
    let channel: String

    /// Light given in the exposure: mW s, or % s where the light is not calibrated.
    var light: Double {
        guard exposure.seconds > 0 else { return 0 }
        return exposure.relativeUnits / exposure.seconds * record.exposureSeconds
    }
}

/// The images of one place and moment, at one height.
struct RunMoment {
    let series: Int
    let t: Int
    let z: Int
    var images: [RunImage]

    /// `p0-t12`, or `p0-t12-z3` above the first height.
    var name: String { "p\(series)-t\(t)" + (z > 0 ? "-z\(z)" : "") }

    /// When its first image was exposed, in seconds of run time.
    var at: Double { images.map(\.exposure.at).min() ?? 0 }
}
