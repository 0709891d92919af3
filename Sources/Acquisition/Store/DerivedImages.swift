/// What networks made of a run's frames, as OME-Zarr 0.5 beside the frames themselves.
///
/// One image for each series of the run and each network that keeps its images, series first;
/// axes, times and planes are those of the frames. Channels are the network's channels with each
/// of its outputs: "nuclei mean", "nuclei scale". Objects are whole numbers, 0 for background.
/// Readable while it grows; a look that was skipped has no file and reads as 0.
package actor DerivedImages {
    private let writer: ZarrImageWriter
    private let networks: [FrameNetwork]
    /// Indices of the networks whose images are kept.
    private let kept: [Int]

    /// Begins the images at `root`, or goes on with those that an earlier life of the run left.
    ///
    /// - Parameter layout: Of the frames.
    /// - Returns: `nil` where no network keeps its images.
    package static func open(
        at root: String, layout: StoreLayout, networks: [FrameNetwork],
        files: any FileSystem = RealFileSystem()
    ) throws(StorageError) -> DerivedImages? {
        let kept = networks.indices.filter { networks[$0].keepsImages }
        guard !kept.isEmpty else { return nil }
        let images = layout.series.flatMap { series in
            kept.map { Self.layout(of: networks[$0], in: series) }
        }
        return DerivedImages(
            try ZarrImageWriter(growingAt: root, images: images, files: files), networks, kept)
    }

    private init(_ writer: ZarrImageWriter, _ networks: [FrameNetwork], _ kept: [Int]) {
        self.writer = writer
        self.networks = networks
        self.kept = kept
    }

    /// Writes the images of one finding, so that they survive the process.
    ///
    /// - Parameters:
    ///   - index: Of the network.
    ///   - plane: Of the frame.
    func write(
        _ finding: NetworkFinding, of index: Int, channel: String, at plane: PlaneAddress
    ) throws(StorageError) {
        let network = networks[index]
        guard let place = kept.firstIndex(of: index),
            let first = network.channels.firstIndex(of: channel)
        else { return }
        let image = plane.series * kept.count + place
        for (output, pixels) in finding.planes.enumerated() {
            let c = first * network.outputs.count + output
            switch pixels {
            case .values(let values):
                try writer.write(values, image: image, t: plane.t, c: c, z: plane.z)
            case .objects(let labels):
                try writer.write(labels, image: image, t: plane.t, c: c, z: plane.z)
            }
        }
    }

    /// Makes everything durable.
    func finish() throws(StorageError) { try writer.finish() }

    private static func layout(
        of network: FrameNetwork, in series: SeriesLayout
    ) -> ZarrImageLayout {
        let factor = network.outputs.first?.magnification ?? 1
        let pixel = series.pixelMicrometers / Double(factor)
        func space(_ name: String, _ count: Int, middle: Double) -> ImageAxis {
            let size = count * factor
            return ImageAxis(
                name: name, size: size, scale: pixel,
                translation: middle - Double(size - 1) / 2 * pixel, unit: "micrometer")
        }
        let names = network.channels.flatMap { channel in
            network.outputs.map { $0.name.isEmpty ? channel : "\(channel) \($0.name)" }
        }
        return ZarrImageLayout(
            name: "\(series.name) \(network.name)",
            axes: [
                ImageAxis(
                    name: "t", size: series.sizeT, scale: series.timeIncrement?.inSeconds ?? 1,
                    unit: "second"),
                ImageAxis(name: "c", size: names.count),
                ImageAxis(
                    name: "z", size: series.sizeZ, scale: series.zStepMicrometers ?? 1,
                    unit: "micrometer"),
                space("y", series.sizeY, middle: series.yMicrometers),
                space("x", series.sizeX, middle: series.xMicrometers),
            ], samples: network.givesObjects ? .uint32 : .float32,
            channelNames: network.givesObjects ? [] : names, isLabels: network.givesObjects)
    }
}
