import Foundation

/// The useq-schema package, run once for many documents.
struct PlanPeer {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// What the package made of one document.
    struct Expansion {
        var header: Header
        var events: [Event]
    }

    struct Header: Decodable {
        var document: Int
        var refused: String?
        var error: String?
        var sizes: [String: Int]?
        var usedAxes: String?
        var count: Int
    }

    struct Event: Decodable {
        struct IndexEntry: Decodable {
            var axis: String
            var place: Int

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                axis = try container.decode(String.self)
                place = try container.decode(Int.self)
            }
        }

        var index: [IndexEntry]
        var channel: String?
        var group: String?
        var exposure: Double?
        var minStartTime: Double?
        var posName: String?
        var x: Double?
        var y: Double?
        var z: Double?
        var properties: [[String]]?
        var action: String
        var autofocusDevice: String?
        var autofocusOffset: Double?
        var keepShutterOpen: Bool
        var resetEventTimer: Bool
    }

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static var isRequired: Bool { ProcessInfo.processInfo.environment["CI"] == "true" }

    /// A Python that has the package, by `TARSIER_PYTHON` or as `.venv/bin/python`.
    static var interpreter: String? {
        if let path = ProcessInfo.processInfo.environment["TARSIER_PYTHON"], !path.isEmpty {
            return path
        }
        let path = root.appendingPathComponent(".venv/bin/python").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    /// Expands each of `documents`, which are JSON of one line.
    static func expand(_ documents: [String]) throws -> [Expansion] {
        guard let interpreter else {
            throw Failure(
                description: "no Python with useq-schema==0.9.2: set TARSIER_PYTHON, or make .venv")
        }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("tarsier-useq-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // Only a temporary folder.
        let input = folder.appendingPathComponent("documents.jsonl")
        let output = folder.appendingPathComponent("events.jsonl")
        try documents.joined(separator: "\n").write(to: input, atomically: true, encoding: .utf8)
        try Data().write(to: output)

        let process = Process()
        process.executableURL = URL(fileURLWithPath: interpreter)
        process.arguments = [root.appendingPathComponent("Tests/Peers/useq_expand.py").path]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(
                description: "\(interpreter) useq_expand.py ended with "
                    + "\(process.terminationStatus); useq-schema==0.9.2 must be installed there")
        }
        return try parse(try Data(contentsOf: output))
    }

    private static func parse(_ data: Data) throws -> [Expansion] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        var expansions: [Expansion] = []
        var missing = 0
        for line in data.split(separator: UInt8(ascii: "\n")) {
            if missing == 0 {
                let header = try decoder.decode(Header.self, from: line)
                expansions.append(Expansion(header: header, events: []))
                missing = header.count
            } else {
                let event = try decoder.decode(Event.self, from: line)
                expansions[expansions.count - 1].events.append(event)
                missing -= 1
            }
        }
        return expansions
    }
}
