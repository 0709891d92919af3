/// The attributes of one series: how to show it and where it lies.
///
/// - Source: OME-Zarr 0.5, sections "multiscales", "coordinateTransformations" and "omero".
struct SeriesAttributes: Codable, Equatable {
    struct Axis: Codable, Equatable {
        var name: String
        var type: String
        var unit: String?
    }

    struct Transformation: Codable, Equatable {
        var type: String
        var scale: [Double]?
        var translation: [Double]?
    }

    struct Dataset: Codable, Equatable {
        var path: String
        var coordinateTransformations: [Transformation]
    }

    struct Multiscale: Codable, Equatable {
        var name: String
        var axes: [Axis]
        var datasets: [Dataset]
    }

    struct Channel: Codable, Equatable {
        struct Window: Codable, Equatable {
            var min: Double
            var max: Double
            var start: Double
            var end: Double
        }

        var label: String
        var color: String
        var window: Window
        var active = true
        var inverted = false
        var coefficient = 1.0
        var family = "linear"
    }

    struct Defaults: Codable, Equatable {
        var defaultT = 0
        var defaultZ: Int
        var model = "color"
    }

    struct Omero: Codable, Equatable {
        var name: String
        var channels: [Channel]
        var rdefs: Defaults
    }

    struct OME: Codable, Equatable {
        var version = "0.5"
        var multiscales: [Multiscale]
        var omero: Omero
    }

    /// Which planes were exposed: runs of `[first, count]` in the order t, c, z (z fastest).
    struct Written: Codable, Equatable {
        var planned: Int
        var written: Int
        var runs: [[Int]]
    }

    var ome: OME
    var tarsier: Written?

    init(_ layout: SeriesLayout, written: Written? = nil) {
        ome = OME(
            multiscales: [Self.multiscale(layout)],
            omero: Omero(
                name: layout.name, channels: layout.channels.map(Self.channel),
                rdefs: Defaults(defaultZ: layout.sizeZ / 2)))
        tarsier = written
    }

    private static func multiscale(_ layout: SeriesLayout) -> Multiscale {
        let pixel = layout.pixelMicrometers
        let axes = [
            Axis(name: "t", type: "time", unit: "second"), Axis(name: "c", type: "channel"),
            Axis(name: "z", type: "space", unit: "micrometer"),
            Axis(name: "y", type: "space", unit: "micrometer"),
            Axis(name: "x", type: "space", unit: "micrometer"),
        ]
        let scale = [
            layout.timeIncrement?.inSeconds ?? 1, 1, layout.zStepMicrometers ?? 1, pixel, pixel,
        ]
        // The stage position is the middle of the frame; a translation places its first pixel.
        let translation = [
            0, 0, 0,
            layout.yMicrometers - Double(layout.sizeY - 1) / 2 * pixel,
            layout.xMicrometers - Double(layout.sizeX - 1) / 2 * pixel,
        ]
        let transformations = [
            Transformation(type: "scale", scale: scale),
            Transformation(type: "translation", translation: translation),
        ]
        let dataset = Dataset(path: "0", coordinateTransformations: transformations)
        return Multiscale(name: layout.name, axes: axes, datasets: [dataset])
    }

    private static func channel(_ display: ChannelDisplay) -> Channel {
        Channel(
            label: display.name, color: display.hexadecimal,
            window: .init(
                min: 0, max: 65535, start: display.window.lowerBound,
                end: display.window.upperBound))
    }
}
