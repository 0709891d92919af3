import Acquisition
import Models

/// What `restore` made of a run's frames, to be looked at.
struct RestoredFrames {
    /// By the series' name.
    private var images: [String: ZarrImage] = [:]

    init(_ folder: RunFolder) throws {
        guard try RealFileSystem().kind(at: folder.derivedImages) != nil else { return }
        let suffix = " \(NetworkKind.restore.rawValue)"
        for image in try ZarrImage.images(at: folder.derivedImages)
        where image.name.hasSuffix(suffix) {
            images[String(image.name.dropLast(suffix.count))] = image
        }
    }

    /// Grey values in sixteenths, row by row; `nil` where the network did not look.
    func plane(series: String, channel: String, t: Int, z: Int) throws -> [UInt16]? {
        // The first of a channel's images is the mean.
        guard let image = images[series],
            let c = image.channelNames.firstIndex(where: { $0.hasPrefix("\(channel) ") })
        else { return nil }
        let values = try image.greyValues(t: t, c: c, z: z)
        guard values.contains(where: { $0 != 0 }) else { return nil }
        return values.map { UInt16(clamping: Int((16 * max($0, 0)).rounded())) }
    }
}
