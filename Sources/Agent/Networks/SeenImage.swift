import Acquisition
import Models
import Synchronization

/// An image as networks look at it, with what several of them need to know of it, measured once.
final class SeenImage {
    /// What the trust in a network's answer is measured by.
    struct Measured {
        /// Above the camera's offset.
        let electrons: FloatImage
        let input: Result<InputStatistics, TrustError>
    }

    /// Smaller frames say too little of their kind.
    private static let leastSide = 64

    /// Grey values.
    let image: FloatImage
    /// Of what was predicted: by how much such images spread that it was learnt from, as far as is
    /// known.
    let learntSpread: Double?
    private let meter: InputMeter?
    private let measured = Mutex<Measured?>(nil)

    /// What a network predicted, to be looked at by another one.
    init(_ image: FloatImage, learntSpread: Double?) {
        self.image = image
        self.learntSpread = learntSpread
        meter = nil
    }

    /// - Parameter meter: Used by one frame at a time.
    /// - Throws: `NetworkError` where the frame has not as many pixels as it says.
    init(of frame: AcquiredFrame, _ meter: InputMeter) throws {
        image = try frame.withPixels { pixels in
            guard pixels.count == frame.width * frame.height else {
                throw NetworkError(
                    frame.channel,
                    "the frame has \(pixels.count) pixels, not \(frame.width) × \(frame.height)")
            }
            return FloatImage(
                ImageView(pixels: pixels, width: frame.width, height: frame.height))
        }
        self.meter = meter
        learntSpread = nil
    }

    /// From grey values to electrons above the offset.
    static func electrons(_ frame: AcquiredFrame) -> IntensityMap {
        IntensityMap(offset: Float(frame.offset), scale: Float(frame.electronsPerGrey))
    }

    /// `nil` for a small frame, one of a camera without a calibration, and what was predicted.
    func measured(_ frame: AcquiredFrame) -> Measured? {
        let gain = frame.electronsPerGrey
        guard let meter, min(image.width, image.height) >= Self.leastSide, gain > 0, gain.isFinite,
            frame.offset.isFinite
        else { return nil }
        // Who comes second waits for the first, and has it then.
        return measured.withLock { known in
            if let known { return known }
            let electrons = Self.electrons(frame).apply(to: image)
            let input = Result { () throws(TrustError) in
                try meter.measure(electrons, pixelMicrometers: frame.pixelMicrometers)
            }
            let made = Measured(electrons: electrons, input: input)
            known = made
            return made
        }
    }
}
