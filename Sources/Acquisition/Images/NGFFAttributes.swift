/// The attributes of any group of an OME-Zarr 0.5 hierarchy: an image, its labels, or their root.
///
/// - Source: OME-Zarr 0.5, sections "multiscales", "omero", "labels", "image-label" and
///   "bioformats2raw.layout".
struct NGFFAttributes: Codable, Equatable {
    struct Multiscale: Codable, Equatable {
        var name: String?
        var axes: [SeriesAttributes.Axis]
        var datasets: [SeriesAttributes.Dataset]
        var coordinateTransformations: [SeriesAttributes.Transformation]?
    }

    struct Window: Codable, Equatable {
        var min: Double
        var max: Double
        var start: Double
        var end: Double
    }

    struct Channel: Codable, Equatable {
        var label: String?
        var color: String?
        var window: Window?
        var active: Bool?
    }

    struct Omero: Codable, Equatable {
        var channels: [Channel]
    }

    /// Says that the pixels are numbers of objects.
    struct ImageLabel: Codable, Equatable {
        struct Source: Codable, Equatable {
            var image: String
        }

        var source: Source?
    }

    struct OME: Codable, Equatable {
        enum CodingKeys: String, CodingKey {
            case version, multiscales, omero, labels, series
            case imageLabel = "image-label"
            case layout = "bioformats2raw.layout"
        }

        var version: String?
        var multiscales: [Multiscale]?
        var omero: Omero?
        var labels: [String]?
        var series: [String]?
        var imageLabel: ImageLabel?
        var layout: Int?
    }

    var ome: OME?
}
