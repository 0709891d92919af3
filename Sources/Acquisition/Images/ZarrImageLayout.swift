/// An image that is to be written as OME-Zarr.
package struct ZarrImageLayout: Sendable {
    package var name: String
    /// Of t, c, z, y, x in this order; y and x are there.
    package var axes: [ImageAxis]
    package var samples: SampleType
    /// One for each index of c; labels have none.
    package var channelNames: [String]
    /// Whether the pixels are numbers of objects.
    package var isLabels: Bool

    package init(
        name: String, axes: [ImageAxis], samples: SampleType, channelNames: [String] = [],
        isLabels: Bool = false
    ) {
        self.name = name
        self.axes = axes
        self.samples = samples
        self.channelNames = channelNames
        self.isLabels = isLabels
    }

    func size(_ axis: String) -> Int { axes.first { $0.name == axis }?.size ?? 1 }

    /// What makes this layout impossible; nil when nothing does.
    var fault: String? {
        let names = axes.map(\.name)
        guard names == ["t", "c", "z", "y", "x"].filter(names.contains),
            names.suffix(2) == ["y", "x"]
        else { return "\(name): axes are of t c z y x, in this order" }
        guard axes.allSatisfy({ (1...1_000_000).contains($0.size) }),
            size("x") <= BloscChunk.maximumByteCount / 4 / size("y")
        else { return "\(name): its sizes are absurd" }
        guard axes.allSatisfy({ $0.scale.isFinite && $0.scale > 0 && $0.translation.isFinite })
        else { return "\(name): every scale must be above 0" }
        guard isLabels || channelNames.count == size("c") else {
            return "\(name): \(size("c")) channels, but \(channelNames.count) are named"
        }
        guard !isLabels || samples != .float32 else { return "\(name): labels are whole numbers" }
        return nil
    }

    var attributes: NGFFAttributes.OME {
        let dataset = SeriesAttributes.Dataset(
            path: "0",
            coordinateTransformations: [
                .init(type: "scale", scale: axes.map(\.scale)),
                .init(type: "translation", translation: axes.map(\.translation)),
            ])
        let multiscale = NGFFAttributes.Multiscale(
            name: name, axes: axes.map { .init(name: $0.name, type: $0.type, unit: $0.unit) },
            datasets: [dataset])
        var attributes = NGFFAttributes.OME(version: "0.5", multiscales: [multiscale])
        if isLabels {
            attributes.imageLabel = .init()
        } else {
            let range = samples == .float32 ? 1.0 : 65535
            attributes.omero = .init(
                channels: channelNames.map {
                    .init(
                        label: $0, color: "FFFFFF",
                        window: .init(min: 0, max: range, start: 0, end: range), active: true)
                })
        }
        return attributes
    }
}
