import Foundation

/// What really happened at a rig, from its truth file.
struct Truth {
    /// An unbroken interval of light from one line, in seconds of rig time.
    struct Light: Decodable {
        let line: String
        let from: Double
        let to: Double
        var seconds: Double { to - from }
    }

    struct Exposure: Decodable {
        let frame: Int
        let from: Double
        let to: Double
    }

    private struct Kind: Decodable { let kind: String }
    private struct End: Decodable { let time: Double }

    private(set) var lights: [Light] = []
    private(set) var exposures: [Exposure] = []
    /// When the rig ended; `nil` if it was killed.
    private(set) var end: Double?

    init(path: String) throws {
        let data = try Data(contentsOf: URL(filePath: path))
        for line in data.split(separator: UInt8(ascii: "\n")) {
            switch try JSONDecoder().decode(Kind.self, from: line).kind {
            case "light": lights.append(try JSONDecoder().decode(Light.self, from: line))
            case "exposure": exposures.append(try JSONDecoder().decode(Exposure.self, from: line))
            case "end": end = try JSONDecoder().decode(End.self, from: line).time
            default: break
            }
        }
    }

    /// Whether all was dark when the rig ended.
    var endedDark: Bool {
        guard let end else { return false }
        return lights.allSatisfy { $0.to < end }
    }
}
