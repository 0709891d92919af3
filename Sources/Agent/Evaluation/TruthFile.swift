import Foundation

/// Reads a truth file line by line, without holding more than a piece of it.
package struct TruthFile {
    /// What cannot be read, and where.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package let path: String
        /// Counts from 1; 0 for the file as a whole.
        package let line: Int
        package let message: String

        package var description: String {
            line == 0 ? "\(path): \(message)" : "\(path):\(line): \(message)"
        }
    }

    private static let pieceByteCount = 1 << 20
    private let path: String
    private let decoder = JSONDecoder()

    package init(path: String) { self.path = path }

    /// Hands each record to `body` in the file's order.
    ///
    /// A last line without a line feed is what a killed rig leaves behind: it is left out unless
    /// it is whole. Anything else that cannot be read throws.
    package func forEach(_ body: (TruthRecord) -> Void) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Failure(path: path, line: 0, message: "cannot be opened")
        }
        defer { file.closeFile() }
        var rest = Data()
        var line = 0
        while let piece = try file.read(upToCount: Self.pieceByteCount), !piece.isEmpty {
            rest.append(piece)
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                line += 1
                let text = rest[rest.startIndex..<end]
                if let record = try record(text, line: line) { body(record) }
                rest = rest[rest.index(after: end)...]
            }
            // A slice keeps the bytes that it no longer shows.
            rest = Data(rest)
        }
        // Only a whole line means anything here; half of one is expected.
        if !rest.isEmpty, let record = try? record(rest, line: line + 1) { body(record) }
    }

    /// Reads the records of a text, for truth that never was a file.
    package static func records(in text: String, name: String = "truth") throws -> [TruthRecord] {
        let file = TruthFile(path: name)
        var records: [TruthRecord] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let isPartial = index == lines.count - 1
            do {
                if let record = try file.record(Data(line.utf8), line: index + 1) {
                    records.append(record)
                }
            } catch {
                if isPartial { return records }
                throw error
            }
        }
        return records
    }

    private struct Header: Decodable { let kind: String }

    private func record(_ text: Data, line: Int) throws -> TruthRecord? {
        if text.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) { return nil }
        do {
            switch try decoder.decode(Header.self, from: text).kind {
            case "division": return .division(try decoder.decode(TruthDivision.self, from: text))
            case "light": return .light(try decoder.decode(TruthLight.self, from: text))
            case "exposure": return .exposure(try decoder.decode(TruthExposure.self, from: text))
            case "damage": return .damage(try decoder.decode(TruthDamage.self, from: text))
            case "flash": return .flash(try decoder.decode(TruthFlash.self, from: text))
            case "stage_limit": return .stageLimit
            case "end": return .end
            case let kind: return .other(kind: kind)
            }
        } catch {
            throw Failure(path: path, line: line, message: "not a line of a truth file")
        }
    }
}
