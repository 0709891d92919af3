import Foundation
import Testing

/// Who may import whom, as `docs/architecture.md` draws it.
@Suite("Imports")
struct ImportRuleTests {
    /// Our own modules, and the C modules, that each folder may import.
    private static let allowed: [String: Set<String>] = [
        "Sources/Documents": [],
        "Sources/Hardware": ["Documents", "CSerialPort", "CZeroMQ"],
        "Sources/Acquisition": ["Documents", "Hardware", "CBlosc", "CSync", "CTIFF"],
        "Sources/ONNX": [],
        "Sources/Models": ["COneDNN", "COpenBLAS", "CZip", "Documents", "ONNX"],
        "Sources/Learning": ["Acquisition", "Documents", "Hardware", "Models"],
        "Sources/Agent": ["Acquisition", "Documents", "Models"],
        "Sources/Dashboard": ["Acquisition", "Agent", "Models"],
        "Sources/Rehearsal": ["Acquisition", "Agent", "Documents", "Hardware", "SimulatedRig"],
        "Sources/ctl": [
            "Acquisition", "Agent", "Dashboard", "Documents", "Hardware", "Learning", "Models",
            "Rehearsal", "SimulatedRig",
        ],
        "simulators/SimulatedRig": ["CRig"],
        "simulators/tarsier-rig": ["SimulatedRig"],
    ]

    private static let ours: Set<String> = [
        "Documents", "Hardware", "Acquisition", "ONNX", "Models", "Learning", "Agent", "Dashboard",
        "Rehearsal", "ctl", "SimulatedRig", "CSerialPort", "CZeroMQ", "CBlosc", "CSync", "CTIFF",
        "COneDNN", "COpenBLAS", "CRig", "CZip",
    ]

    @Test(
        "each target imports only what the drawing allows", arguments: Array(allowed.keys).sorted())
    func importsFollowTheDrawing(folder: String) throws {
        let files = try Self.swiftFiles(in: folder)
        try #require(!files.isEmpty, "\(folder) holds no Swift file")

        for file in files {
            let imported = try Self.imports(of: file).intersection(Self.ours)
            let forbidden = imported.subtracting(Self.allowed[folder] ?? [])
            #expect(forbidden.isEmpty, "\(file.lastPathComponent) imports \(forbidden.sorted())")
        }
    }

    @Test("every folder of sources is in the drawing")
    func everyFolderIsDrawn() throws {
        let folders = try ["Sources", "simulators"].flatMap { top in
            try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: top).path)
                .map { "\(top)/\($0)" }
                .filter { try !Self.swiftFiles(in: $0).isEmpty }
        }

        #expect(Set(folders) == Set(Self.allowed.keys))
    }

    @Test("the reader sees every form of import")
    func readerSeesImports() {
        let text =
            "import A\npackage import B\n@testable import C\ninternal import struct D.E\n// import F"

        #expect(Self.imports(in: text) == ["A", "B", "C", "D"])
    }

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func swiftFiles(in folder: String) throws -> [URL] {
        let base = root.appending(path: folder)
        let found = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
        return (found?.allObjects ?? []).compactMap { $0 as? URL }
            .filter { $0.pathExtension == "swift" }
    }

    private static func imports(of file: URL) throws -> Set<String> {
        imports(in: try String(contentsOf: file, encoding: .utf8))
    }

    private static func imports(in text: String) -> Set<String> {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let"]
        let names = text.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let place = words.firstIndex(of: "import"), words.first?.hasPrefix("//") != true
            else { return nil }
            let name = words[(place + 1)...].first { !kinds.contains($0) }
            return name?.split(separator: ".").first.map(String.init)
        }
        return Set(names)
    }
}
