internal import Acquisition
package import Models

/// One image that a network is to look at: planes over channel, z and time.
package struct PredictionImage: Sendable {
    package let name: String
    package let width: Int
    package let height: Int
    package let sizeC: Int
    package let sizeZ: Int
    package let sizeT: Int
    /// As many as `sizeC`; numbered where the file names none.
    package let channelNames: [String]
    package let pixelMicrometers: Double?
}

/// What stands behind `in` of `tarsier predict in out`: a TIFF file, an OME-Zarr folder or a run.
///
/// Holds no pixels; a plane is read when it is asked for.
package struct PredictionInput {
    package let path: String
    package let images: [PredictionImage]
    let source: Source

    enum Source {
        case tiff(TIFFStack, StackAxes, StackDescription)
        case zarr([ZarrImage])
    }

    /// Opens `path`: a TIFF file, a folder that ends in `.zarr`, or the folder of a run.
    package init(path: String) throws {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.path = path
        let files = RealFileSystem()
        if try files.kind(at: "\(path)/raw.ome.zarr") != nil {
            (source, images) = try Self.zarr("\(path)/raw.ome.zarr")
        } else if path.hasSuffix(".zarr") {
            (source, images) = try Self.zarr(path)
        } else if PlainFolder.isImage(path.split(separator: "/").last.map(String.init) ?? path) {
            (source, images) = try Self.tiff(path)
        } else {
            throw LearningError(
                path, "it is neither a TIFF file (.tif), nor OME-Zarr (.zarr), nor a run")
        }
    }

    /// Whether a plane was ever written: a run that left frames out, or is not whole, lacks some.
    package func holds(image: Int, t: Int, c: Int, z: Int) throws -> Bool {
        guard case .zarr(let images) = source else { return true }
        return try images[image].holds(t: t, c: c, z: z)
    }

    /// The grey values of one plane.
    package func plane(image: Int, t: Int, c: Int, z: Int) throws -> FloatImage {
        let size = images[image]
        let values: [Float]
        switch source {
        case .tiff(let stack, let axes, _):
            let number = axes.page(c: c, z: z, t: t)
            let page = try stack.page(number)
            guard page.width == size.width, page.height == size.height else {
                let text = "page \(number) is \(page.width) x \(page.height) pixels, the first is "
                throw LearningError(path, text + "\(size.width) x \(size.height)")
            }
            values = try stack.greyValues(page: number)
        case .zarr(let images): values = try images[image].greyValues(t: t, c: c, z: z)
        }
        return FloatImage(width: size.width, height: size.height, pixels: values)
    }

    private static func zarr(_ path: String) throws -> (Source, [PredictionImage]) {
        let images = try ZarrImage.images(at: path)
        let described = images.map { image in
            PredictionImage(
                name: image.name, width: image.size("x"), height: image.size("y"),
                sizeC: image.size("c"), sizeZ: image.size("z"), sizeT: image.size("t"),
                channelNames: names(image.channelNames, count: image.size("c")),
                pixelMicrometers: image.pixelMicrometers)
        }
        return (.zarr(images), described)
    }

    private static func tiff(_ path: String) throws -> (Source, [PredictionImage]) {
        let stack = try TIFFStack(path: path)
        let description = StackDescription(stack.description)
        var axes = description.axes ?? StackAxes(sizeT: stack.pageCount)
        if axes.pageCount != stack.pageCount {
            guard axes.pageCount == 1 else {
                let text = "its description speaks of \(axes.pageCount ?? 0) pages, but it has "
                throw LearningError(
                    path, text + "\(stack.pageCount); save it again as TIFF with all its pages")
            }
            axes = StackAxes(sizeT: stack.pageCount)
        }
        let page = try stack.page(0)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let image = PredictionImage(
            name: name, width: page.width, height: page.height, sizeC: axes.sizeC,
            sizeZ: axes.sizeZ, sizeT: axes.sizeT,
            channelNames: names(description.channelNames, count: axes.sizeC),
            pixelMicrometers: stack.pixelMicrometers)
        return (.tiff(stack, axes, description), [image])
    }

    private static func names(_ names: [String], count: Int) -> [String] {
        names.count == count ? names : (1...max(count, 1)).map { "channel \($0)" }
    }
}
