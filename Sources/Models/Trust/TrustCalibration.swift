internal import Foundation

/// What is learnt about one network after its training, to tell later when it is wrong.
///
/// Kept in the network's package as one line of JSON.
package struct TrustCalibration: Sendable, Codable, Equatable {
    /// Of the JSON; another is refused.
    private static let currentVersion = 2
    /// Of the JSON.
    package static let largestByteCount = 1_000_000

    private let version: Int
    /// What is read of any version.
    private struct Version: Decodable {
        let version: Int
    }
    /// Of the frames that it was trained on.
    package let input: InputRange
    /// `nil` for a network without per-pixel scales.
    package let conformal: ConformalScale?
    /// The same by a frame's signal; `nil` where the frames were too few.
    package let lights: ConformalLights?
    /// `nil` for a network that does not restore its input.
    package let noise: NoiseConsistency.Threshold?
    /// The same by a frame's signal; `nil` where the frames were too few.
    package let noiseLights: NoiseLights?
    package let features: FeatureDistribution?

    package init(
        input: InputRange, conformal: ConformalScale? = nil, lights: ConformalLights? = nil,
        noise: NoiseConsistency.Threshold? = nil, noiseLights: NoiseLights? = nil,
        features: FeatureDistribution? = nil
    ) {
        version = Self.currentVersion
        self.input = input
        self.conformal = conformal
        self.lights = lights
        self.noise = noise
        self.noiseLights = noiseLights
        self.features = features
    }

    /// The interval factors for a frame, as well as they are known.
    ///
    /// - Parameter input: Of the raw frame; `nil` where it was not measured.
    package func conformal(for input: InputStatistics?) -> ConformalScale? {
        input.flatMap { lights?.scale(signal: $0.signalElectrons) } ?? conformal
    }

    /// Judges a restored frame's tiles by what is usual in its light, as well as that is known.
    ///
    /// - Parameter input: Of the raw frame; `nil` where it was not measured.
    /// - Returns: `nil` without a noise test.
    func finding(_ tiles: [NoiseTile], input: InputStatistics?) -> NoiseFinding? {
        if let group = input.flatMap({ noiseLights?.group(signal: $0.signalElectrons) }) {
            return NoiseFinding(tiles, group.threshold, frameAlarm: group.frameAlarm)
        }
        return noise.map { NoiseFinding(tiles, $0) }
    }

    /// Reads what ``text()`` wrote.
    ///
    /// - Throws: `malformed` or `outOfRange` with the part that is wrong.
    package init(text: String) throws(TrustError) {
        guard text.utf8.count <= Self.largestByteCount else {
            throw TrustError(
                .outOfRange,
                "trust calibration: \(text.utf8.count) bytes; at most \(Self.largestByteCount) "
                    + "are read; train the network again")
        }
        do {
            let decoder = JSONDecoder()
            let version = try decoder.decode(Version.self, from: Data(text.utf8)).version
            guard version == Self.currentVersion else {
                throw TrustError(
                    .malformed,
                    "trust calibration: version \(version), not \(Self.currentVersion); use the "
                        + "Tarsier that made the package, or measure it anew: `tarsier train` with "
                        + "--from this package and --steps 0")
            }
            self = try decoder.decode(Self.self, from: Data(text.utf8))
        } catch let error as TrustError {
            throw error
        } catch {
            throw TrustError(
                .malformed,
                "trust calibration: \(Self.words(error)); train the network again")
        }
        try check()
    }

    /// Compact JSON with six digits that count.
    ///
    /// - Throws: `outOfRange` where it is too long, because of too many features, or where it could
    ///   not be read back.
    package func text() throws(TrustError) -> String {
        try check()
        let data: Data
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let plain = try encoder.encode(self)
            data = try encoder.encode(JSONDecoder().decode(RoundedJSON.self, from: plain))
        } catch {
            throw TrustError(.malformed, "trust calibration: \(Self.words(error))")
        }
        guard data.count <= Self.largestByteCount else {
            throw TrustError(
                .outOfRange,
                "trust calibration: \(data.count) bytes with \(features?.featureCount ?? 0) "
                    + "features; at most \(Self.largestByteCount) fit a package; pool fewer features"
            )
        }
        return String(decoding: data, as: UTF8.self)
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as LinearAlgebraError: error.description
        case DecodingError.keyNotFound(let key, _): "\"\(key.stringValue)\" is missing"
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context):
            "\"\(context.codingPath.last?.stringValue ?? "")\" has the wrong type"
        default: "it is not valid JSON"
        }
    }
}
