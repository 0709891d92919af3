/// The `zarr.json` of an array: 16 bit planes, one chunk each.
///
/// - Source: Zarr core specification, version 3; codecs `bytes` and `blosc`.
struct ZarrArray: Codable, Equatable {
    struct Named<Configuration: Codable & Equatable>: Codable, Equatable {
        var name: String
        var configuration: Configuration
    }

    struct ChunkGrid: Codable, Equatable {
        enum CodingKeys: String, CodingKey {
            case chunkShape = "chunk_shape"
        }

        var chunkShape: [Int]
    }

    struct ChunkKeys: Codable, Equatable {
        var separator = "/"
    }

    /// The settings of either codec; blosc has no `endian`, bytes has nothing else.
    struct CodecSettings: Codable, Equatable {
        var endian: String?
        var typesize: Int?
        var cname: String?
        var clevel: Int?
        var shuffle: String?
        var blocksize: Int?
    }

    struct Attributes: Codable, Equatable {}

    enum CodingKeys: String, CodingKey {
        case zarrFormat = "zarr_format"
        case nodeType = "node_type"
        case shape
        case dataType = "data_type"
        case chunkGrid = "chunk_grid"
        case chunkKeys = "chunk_key_encoding"
        case fillValue = "fill_value"
        case codecs
        case dimensionNames = "dimension_names"
        case attributes
    }

    var zarrFormat = 3
    var nodeType = "array"
    var shape: [Int]
    var dataType = "uint16"
    var chunkGrid: Named<ChunkGrid>
    var chunkKeys = Named(name: "default", configuration: ChunkKeys())
    var fillValue = 0
    var codecs: [Named<CodecSettings>]
    var dimensionNames = ["t", "c", "z", "y", "x"]
    var attributes = Attributes()

    /// An array of any samples, in chunks of one plane.
    init(
        shape: [Int], dimensionNames: [String], samples: SampleType, compression: Compression
    ) {
        self.shape = shape
        self.dimensionNames = dimensionNames
        dataType = samples.rawValue
        let chunk = shape.indices.map { $0 >= shape.count - 2 ? shape[$0] : 1 }
        chunkGrid = Named(name: "regular", configuration: ChunkGrid(chunkShape: chunk))
        codecs = Self.packing(compression, samples)
    }

    init(_ layout: SeriesLayout, _ compression: Compression) {
        shape = [layout.sizeT, layout.sizeC, layout.sizeZ, layout.sizeY, layout.sizeX]
        let grid = ChunkGrid(chunkShape: [1, 1, 1, layout.sizeY, layout.sizeX])
        chunkGrid = Named(name: "regular", configuration: grid)
        codecs = Self.packing(compression, .uint16)
    }

    private static func packing(
        _ compression: Compression, _ samples: SampleType
    ) -> [Named<CodecSettings>] {
        let bytes = Named(name: "bytes", configuration: CodecSettings(endian: "little"))
        guard case .blosc(let codec, let level, let shuffle) = compression else { return [bytes] }
        let settings = CodecSettings(
            typesize: samples.byteCount, cname: codec.rawValue, clevel: level,
            shuffle: shuffle.rawValue, blocksize: 0)
        return [bytes, Named(name: "blosc", configuration: settings)]
    }
}

/// The `zarr.json` of a group.
struct ZarrGroup<Attributes: Codable & Equatable>: Codable, Equatable {
    enum CodingKeys: String, CodingKey {
        case zarrFormat = "zarr_format"
        case nodeType = "node_type"
        case attributes
    }

    var zarrFormat = 3
    var nodeType = "group"
    var attributes: Attributes

    init(_ attributes: Attributes) { self.attributes = attributes }
}

/// The attributes of the root: the bioformats2raw layout, and what we need to open it again.
struct RootAttributes: Codable, Equatable {
    struct OME: Codable, Equatable {
        enum CodingKeys: String, CodingKey {
            case version
            case layout = "bioformats2raw.layout"
        }

        var version = "0.5"
        var layout = 3
    }

    struct Tarsier: Codable, Equatable {
        var format = 1
        var layout: StoreLayout
    }

    var ome = OME()
    var tarsier: Tarsier
}

/// The attributes of the group `OME`: the names of the series' folders, in order.
struct SeriesListAttributes: Codable, Equatable {
    struct OME: Codable, Equatable {
        var version = "0.5"
        var series: [String]
    }

    var ome: OME
}
