/// One channel of a training frame.
package struct ChannelImage: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// What a camera delivered.
        case frame
        /// What a camera would deliver without noise.
        case truth
        /// The same without noise and with sharper optics, at a whole multiple of the sampling.
        case sharp
    }

    package var channel: String
    package var kind: Kind
    /// The light that made it, relative to the reference exposure of its source: 1/60 of it is 0.0167.
    package var light: Double
    /// Electrons above the camera's offset where `calibration` is there, grey values where not.
    package var image: FloatImage
    /// What grey values meant before they became electrons; `nil` where nobody knows.
    package var calibration: SensorCalibration?

    package init(
        channel: String, kind: Kind = .frame, light: Double = 1, image: FloatImage,
        calibration: SensorCalibration? = nil
    ) {
        self.channel = channel
        self.kind = kind
        self.light = light
        self.image = image
        self.calibration = calibration
    }
}
