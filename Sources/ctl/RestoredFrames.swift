import Acquisition
import Models

/// What `restore` made of a run's frames, to be looked at.
struct RestoredFrames {
    /// By the series' name.
    private var images: [String: ZarrImage] = [:]

    /// A run without such images has none; nor has one whose images cannot be read, for a report
    /// tells of the run without them.
    init(_ folder: RunFolder) {
        let suffix = " \(NetworkKind.restore.rawValue)"
        for image in (try? ZarrImage.images(at: folder.derivedImages)) ?? []
        where image.name.hasSuffix(suffix) {
            images[String(image.name.dropLast(suffix.count))] = image
        }
    }

    /// Grey values in sixteenths, row by row; `nil` where the network did not look, or its image
    /// is not of the frame's size or cannot be read.
    func plane(of frame: FrameRecord, series: String, channel: String) -> [UInt16]? {
        guard let image = images[series],
            let c = image.channelNames.firstIndex(of: "\(channel) mean"),
            image.size("x") == frame.width, image.size("y") == frame.height,
            let values = try? image.greyValues(t: frame.t, c: c, z: frame.z),
            values.contains(where: { $0 != 0 })
        else { return nil }
        // What is no number becomes 0, as what is negative does.
        return values.map { $0 > 0 ? UInt16(min(16 * $0, 65535).rounded()) : 0 }
    }
}
