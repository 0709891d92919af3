internal import Acquisition
internal import Foundation
package import Models

/// Writes what a network made of a ``PredictionInput``: a file of the same kind, with the same z
/// planes, times, pixel size and scales, and the result's own channels.
///
/// Nothing is at `path` before ``finish()``. A TIFF file is kept in memory until then, twice while
/// it is written; OME-Zarr goes to disk plane by plane.
package final class PredictionWriter {
    /// What the planes are.
    package enum Content: Sendable, Equatable {
        /// Floating point, one channel for each name.
        case images(channels: [String])
        /// Numbers of objects: 16 bit where all fit, else 32 bit. `maximum` is the highest.
        case labels(maximum: Int32)

        var channelCount: Int {
            switch self {
            case .images(let channels): channels.count
            case .labels: 1
            }
        }

        var channelNames: [String] {
            switch self {
            case .images(let channels): channels
            case .labels: ["labels"]
            }
        }

        var samples: SampleType {
            switch self {
            case .images: .float32
            case .labels(let maximum): maximum > Int32(UInt16.max) ? .uint32 : .uint16
            }
        }
    }

    private let path: String
    private let input: PredictionInput
    private let content: Content
    private let scale: Int
    private var pages: [[UInt32]]
    private let zarr: ZarrImageWriter?

    /// Begins the file at `path`.
    ///
    /// - Parameter scale: How many times finer than the input the result is; 2 for `upscale`.
    package init(
        path: String, like input: PredictionInput, content: Content, scale: Int = 1
    ) throws {
        precondition(scale > 0 && content.channelCount > 0, "there is something to write")
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.input = input
        self.content = content
        self.scale = scale
        try Self.checkName(self.path, for: input)
        switch input.source {
        case .tiff:
            let image = input.images[0]
            pages = Array(repeating: [], count: content.channelCount * image.sizeZ * image.sizeT)
            zarr = nil
        case .zarr(let images):
            pages = []
            zarr = try ZarrImageWriter(
                at: self.path, images: images.map { Self.layout($0, content, scale) })
        }
    }

    /// - Throws: where `path` is no name for a file of the kind that goes in.
    static func checkName(_ path: String, for input: PredictionInput) throws(LearningError) {
        switch input.source {
        case .tiff:
            guard PlainFolder.isImage(path.split(separator: "/").last.map(String.init) ?? path)
            else { throw LearningError(path, "a TIFF file goes in, so name a .tif to come out") }
        case .zarr:
            guard path.hasSuffix(".zarr") || path.hasSuffix(".zarr/") else {
                throw LearningError(path, "OME-Zarr goes in, so name a .zarr to come out")
            }
        }
    }

    /// Writes one channel of the result at one time and height.
    package func write(_ plane: FloatImage, image: Int = 0, t: Int, c: Int, z: Int) throws {
        guard case .images = content else {
            throw LearningError(path, "labels were announced, not images")
        }
        try check(plane.width, plane.height, image, t, c, z)
        if let zarr { return try zarr.write(plane.pixels, image: image, t: t, c: c, z: z) }
        pages[page(t, c, z)] = plane.pixels.map(\.bitPattern)
    }

    /// Writes the labels of one time and height.
    package func write(_ labels: LabelImage, image: Int = 0, t: Int, z: Int) throws {
        guard case .labels(let maximum) = content else {
            throw LearningError(path, "images were announced, not labels")
        }
        try check(labels.width, labels.height, image, t, 0, z)
        guard labels.labels.allSatisfy({ (0...maximum).contains($0) }) else {
            throw LearningError(path, "a label is outside 0...\(maximum)")
        }
        guard let zarr else {
            pages[page(t, 0, z)] = labels.labels.map { UInt32($0) }
            return
        }
        if content.samples == .uint16 {
            try zarr.write(labels.labels.map { UInt16($0) }, image: image, t: t, c: 0, z: z)
        } else {
            try zarr.write(labels.labels.map { UInt32($0) }, image: image, t: t, c: 0, z: z)
        }
    }

    /// Puts the whole file at its place; durable when this returns.
    package func finish() throws {
        if let zarr { return try zarr.finish() }
        guard case .tiff(_, _, let description) = input.source else { return }
        if let missing = pages.firstIndex(where: \.isEmpty) {
            throw LearningError(path, "page \(missing) of \(pages.count) was never predicted")
        }
        let image = input.images[0]
        let planes: PlaneStack.Planes =
            switch content.samples {
            case .float32: .float32(pages.map { $0.map { Float(bitPattern: $0) } })
            case .uint16: .uint16(pages.map { $0.map { UInt16($0) } })
            default: .uint32(pages)
            }
        let stack = PlaneStack(
            width: image.width * scale, height: image.height * scale,
            sizeC: content.channelCount, sizeZ: image.sizeZ, sizeT: image.sizeT, planes: planes,
            pixelMicrometers: image.pixelMicrometers.map { $0 / Double(scale) },
            zStepMicrometers: description.zStepMicrometers,
            timeStepSeconds: description.timeStepSeconds, channelNames: content.channelNames,
            extraLines: description.writer == .imageJ ? description.values : [:])
        try StackWriter().write(stack, to: path)
    }

    /// Takes back what was begun; nothing stays on disk.
    package func abandon() {
        pages = []
        // What cannot be removed is named when somebody tries again.
        if zarr != nil { try? FileManager.default.removeItem(atPath: path + ".partial") }
    }

    /// The channel runs fastest, then z, then time.
    private func page(_ t: Int, _ c: Int, _ z: Int) -> Int {
        (t * input.images[0].sizeZ + z) * content.channelCount + c
    }

    private func check(
        _ width: Int, _ height: Int, _ image: Int, _ t: Int, _ c: Int, _ z: Int
    ) throws(LearningError) {
        guard input.images.indices.contains(image) else {
            throw LearningError(path, "there is no image \(image)")
        }
        let size = input.images[image]
        guard (0..<size.sizeT).contains(t), (0..<size.sizeZ).contains(z),
            (0..<content.channelCount).contains(c)
        else { throw LearningError(path, "there is no plane t \(t), c \(c), z \(z)") }
        guard width == size.width * scale, height == size.height * scale else {
            let text = "a result of \(width) x \(height) pixels, but the file has "
            throw LearningError(
                path, text + "\(size.width * scale) x \(size.height * scale)")
        }
    }

    /// The axes of `image`, with as many channels as the result has.
    private static func layout(
        _ image: ZarrImage, _ content: Content, _ scale: Int
    ) -> ZarrImageLayout {
        var axes = image.axes
        let count = content.channelCount
        if let index = axes.firstIndex(where: { $0.name == "c" }) {
            axes[index].size = count
        } else if count > 1 {
            let index = axes.first?.name == "t" ? 1 : 0
            axes.insert(ImageAxis(name: "c", size: count), at: index)
        }
        for index in axes.indices.suffix(2) {
            // The middle of the first fine pixel lies in the first quarter of the coarse one.
            let coarse = axes[index].scale
            axes[index].size *= scale
            axes[index].scale = coarse / Double(scale)
            axes[index].translation -= (coarse - axes[index].scale) / 2
        }
        var layout = ZarrImageLayout(name: image.name, axes: axes, samples: content.samples)
        if case .images(let channels) = content { layout.channelNames = channels }
        if case .labels = content { layout.isLabels = true }
        return layout
    }
}
