import Acquisition
import Models

/// The last frames of each place, for a network that restores several together.
///
/// At the start of a run and after a resume none is known; the network then looks at one alone.
struct EarlierFrames {
    private struct Place: Hashable {
        let position: Int
        let channel: String
        let plane: Int
    }

    private struct Kept {
        let image: FloatImage
        let offset: Double
        /// Exposure times power.
        let light: Double
        let seconds: Double
    }

    private var frames: [Place: [Kept]] = [:]

    /// `image` and the frames before it at its place as they would be in its light, the youngest
    /// first; those alone that are as close in time as in what the network learnt from.
    ///
    /// - Parameters:
    ///   - image: Grey values of `frame`.
    ///   - count: How many are wanted.
    ///   - seconds: From one frame to the next where the network learnt; up to twice that may pass.
    mutating func series(
        with image: FloatImage, of frame: AcquiredFrame, count: Int, seconds: Double?
    ) -> [FloatImage] {
        let place = Place(position: frame.position, channel: frame.channel, plane: frame.plane)
        let light = frame.exposureSeconds * frame.powerMilliwatts
        let young = Kept(
            image: image, offset: frame.offset, light: light, seconds: frame.seconds)
        var series = [image]
        var last = frame.seconds
        for before in frames[place] ?? [] {
            guard before.image.width == image.width, before.image.height == image.height,
                last - before.seconds <= 2 * (seconds ?? .infinity)
            else { break }
            series.append(Self.image(of: before, in: young))
            last = before.seconds
        }
        frames[place] = Array(([young] + (frames[place] ?? [])).prefix(count - 1))
        return series
    }

    private static func image(of before: Kept, in young: Kept) -> FloatImage {
        // Light that nobody calibrated is taken for the same.
        guard before.light > 0, young.light > 0, before.light != young.light else {
            return before.image
        }
        let factor = Float(young.light / before.light)
        var image = before.image
        let (old, new) = (Float(before.offset), Float(young.offset))
        for place in image.pixels.indices {
            image.pixels[place] = (image.pixels[place] - old) * factor + new
        }
        return image
    }
}
