/// What the `zarr.json` of an array must say for us to read it.
///
/// - Source: Zarr core specification, version 3.
struct ZarrArrayHeader: Decodable {
    struct Named<Configuration: Decodable>: Decodable {
        var name: String
        var configuration: Configuration?
    }

    struct Grid: Decodable {
        enum CodingKeys: String, CodingKey {
            case chunkShape = "chunk_shape"
        }

        var chunkShape: [Int]
    }

    struct Keys: Decodable {
        var separator: String?
    }

    struct Codec: Decodable {
        var endian: String?
    }

    /// A number, or nothing for what is none, such as "NaN".
    struct FillValue: Decodable {
        let number: Double?

        init(from decoder: any Decoder) throws {
            // Any other value is allowed by the format, and only asked for where a chunk is missing.
            number = try? decoder.singleValueContainer().decode(Double.self)
        }
    }

    enum CodingKeys: String, CodingKey {
        case shape, codecs
        case zarrFormat = "zarr_format"
        case nodeType = "node_type"
        case dataType = "data_type"
        case chunkGrid = "chunk_grid"
        case chunkKeys = "chunk_key_encoding"
        case fillValue = "fill_value"
    }

    var shape: [Int]
    var zarrFormat: Int
    var nodeType: String
    var dataType: String
    var chunkGrid: Named<Grid>
    var chunkKeys: Named<Keys>
    var fillValue: FillValue
    var codecs: [Named<Codec>]

    /// What keeps us from reading the array; nil when nothing does.
    var fault: String? {
        guard zarrFormat == 3, nodeType == "array" else { return "this is no Zarr 3 array" }
        guard SampleType(rawValue: dataType) != nil else {
            return "its \(dataType) samples are not read; use uint8, uint16, uint32 or float32"
        }
        guard chunkGrid.name == "regular", let chunk = chunkGrid.configuration?.chunkShape,
            chunk.count == shape.count, (2...5).contains(shape.count)
        else { return "its chunks are not regular" }
        guard shape.allSatisfy({ (1...1_000_000).contains($0) }),
            chunk.allSatisfy({ (1...1_000_000).contains($0) })
        else { return "its sizes are absurd: \(shape) in chunks of \(chunk)" }
        let byteCount = chunk.reduce(4.0) { $0 * Double($1) }
        guard byteCount <= Double(BloscChunk.maximumByteCount),
            shape[shape.count - 1] <= TIFFPage.pixelLimit / shape[shape.count - 2]
        else { return "its planes or chunks are too large: \(shape) in chunks of \(chunk)" }
        guard chunkKeys.name == "default" else {
            return "its chunk keys are \"\(chunkKeys.name)\"; only \"default\" is read"
        }
        let names = codecs.map(\.name)
        guard names == ["bytes"] || names == ["bytes", "blosc"] else {
            return "its codecs are \(names.joined(separator: ", ")); only bytes and blosc are read"
        }
        guard codecs[0].configuration?.endian != "big" else {
            return "its samples are big-endian; only little-endian is read"
        }
        return nil
    }
}
