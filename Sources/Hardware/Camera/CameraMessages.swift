/// The JSON of the camera protocol, version 1, as a client reads and writes it.
///
/// - Source: `docs/camera-protocol.md`.
enum CameraMessages {
    struct Request: Encodable {
        var request: String
        var exposureSeconds: Double?
        var region: PixelRegion?
        var credit: Int?
        var frames: Int?

        enum CodingKeys: String, CodingKey {
            case request, region, credit, frames
            case exposureSeconds = "exposure_s"
        }
    }

    struct Failure: Decodable {
        var kind: String
        var message: String
    }

    /// What every reply says, and the answer where it is ok; read in one go, because the next light
    /// waits for it.
    enum Reply<Value: Decodable>: Decodable {
        case answer(Value)
        case refusal(Failure?)

        private enum Key: String, CodingKey { case ok, error }

        init(from decoder: any Decoder) throws {
            let outcome = try decoder.container(keyedBy: Key.self)
            guard try outcome.decode(Bool.self, forKey: .ok) else {
                self = .refusal(try outcome.decodeIfPresent(Failure.self, forKey: .error))
                return
            }
            self = .answer(try Value(from: decoder))
        }
    }

    struct Description: Decodable {
        var `protocol`: Int
        var model: String
        var serial: String
        var width: Int
        var height: Int
        var bitDepth: Int
        var pixelType: String
        var sensorPixelMicrometers: Double
        var offset: Double
        var electronsPerGrey: Double
        var readNoiseElectrons: Double
        var minimalExposureSeconds: Double
        var maximalExposureSeconds: Double
        var readoutSeconds: Double
        var bufferFrames: Int

        enum CodingKeys: String, CodingKey {
            case `protocol`, model, serial, width, height, offset
            case bitDepth = "bit_depth"
            case pixelType = "pixel_type"
            case sensorPixelMicrometers = "sensor_pixel_um"
            case electronsPerGrey = "electrons_per_grey"
            case readNoiseElectrons = "read_noise_electrons"
            case minimalExposureSeconds = "min_exposure_s"
            case maximalExposureSeconds = "max_exposure_s"
            case readoutSeconds = "readout_s"
            case bufferFrames = "buffer_frames"
        }

        /// Whether the numbers are such as a camera can have.
        var isSane: Bool {
            let sides = 1...65_535
            let positive = [sensorPixelMicrometers, electronsPerGrey, maximalExposureSeconds]
            return `protocol` == 1 && sides.contains(width) && sides.contains(height)
                && (1...16).contains(bitDepth) && pixelType == "uint16"
                && positive.allSatisfy { $0 > 0 && $0 < 1e6 }
                && minimalExposureSeconds >= 0
                && minimalExposureSeconds <= maximalExposureSeconds
                && (0...3600).contains(readoutSeconds) && abs(offset) < 65_536
                && readNoiseElectrons >= 0
        }
    }

    struct Configured: Decodable {
        var exposureSeconds: Double
        var region: PixelRegion

        enum CodingKeys: String, CodingKey {
            case region
            case exposureSeconds = "exposure_s"
        }
    }

    struct Armed: Decodable {
        var nextFrame: UInt64

        enum CodingKeys: String, CodingKey { case nextFrame = "next_frame" }
    }

    struct Triggered: Decodable {
        var frame: UInt64
    }

    struct Health: Decodable {
        var dropped: UInt64
    }

    struct Nothing: Decodable {}

    /// The header of any message of the data socket.
    struct Message: Decodable {
        enum Kind {
            case exposed
            case frame(FrameHeader)
            case other(String)
        }
        let frame: UInt64
        let kind: Kind

        private enum Key: String, CodingKey { case type, frame }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            frame = try container.decode(UInt64.self, forKey: .frame)
            switch try container.decode(String.self, forKey: .type) {
            case "exposed": kind = .exposed
            case "frame": kind = .frame(try FrameHeader(from: decoder))
            case let type: kind = .other(type)
            }
        }
    }

    struct FrameHeader: Decodable {
        var frame: UInt64
        var width: Int
        var height: Int
        var pixelType: String
        var x: Int
        var y: Int
        var exposureSeconds: Double
        var offset: Double
        var electronsPerGrey: Double
        var startedMonotonicSeconds: Double
        var startedWallSeconds: Double
        var dropped: UInt64
        var checksum: UInt32

        enum CodingKeys: String, CodingKey {
            case frame, width, height, x, y, offset, dropped
            case pixelType = "pixel_type"
            case exposureSeconds = "exposure_s"
            case electronsPerGrey = "electrons_per_grey"
            case startedMonotonicSeconds = "started_monotonic_s"
            case startedWallSeconds = "started_wall_s"
            case checksum = "crc32"
        }

        var region: PixelRegion { PixelRegion(x: x, y: y, width: width, height: height) }

        /// The frame's metadata; `nil` where a number is none that a camera can mean.
        var metadata: FrameMetadata? {
            guard (0..<1e6).contains(exposureSeconds), electronsPerGrey > 0,
                (0..<1e12).contains(startedMonotonicSeconds), abs(offset) < 65_536,
                abs(startedWallSeconds) < 1e12
            else { return nil }
            return FrameMetadata(
                number: frame, width: width, height: height, exposure: .seconds(exposureSeconds),
                offset: offset, electronsPerGrey: electronsPerGrey,
                startedAt: .seconds(startedMonotonicSeconds), wallTime: startedWallSeconds,
                droppedCount: dropped, checksum: checksum)
        }
    }
}
