/// Reads score traces from text: one frame a line, in order.
///
/// The first line may name columns: `score` is needed, `trace` parts the file into several, `event`
/// (0 or 1) says which frames are events; others are left alone. Without names the last column is
/// the score. Columns are parted by commas, semicolons, tabs or spaces.
package struct ScoreTraceFile {
    /// What is wrong with a file, and where.
    package struct Fault: Error, Equatable, CustomStringConvertible {
        package let place: String
        package let message: String
        package var description: String { "\(place): \(message)" }
    }

    private struct Columns {
        var score: Int
        var trace: Int?
        var event: Int?
        var count: Int
    }

    private let name: String
    private var columns: Columns?
    private var order: [String] = []
    private var scores: [String: [Double]] = [:]
    private var events: [String: [Bool]] = [:]

    /// The traces in `text`.
    ///
    /// - Parameter name: The file's, for errors and for a trace without a name of its own.
    package static func traces(
        in text: String, name: String
    ) throws(Fault) -> [ScoreTrace] {
        var file = ScoreTraceFile(name)
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        )
        .enumerated() {
            let fields = Self.fields(line)
            if fields.isEmpty || fields[0].hasPrefix("#") { continue }
            try file.take(fields, line: index + 1)
        }
        guard !file.order.isEmpty else {
            throw Fault(place: name, message: "there is no score in it; one frame a line is read")
        }
        return file.order.map { trace in
            ScoreTrace(
                name: trace, scores: file.scores[trace] ?? [],
                events: file.columns?.event == nil ? nil : file.events[trace])
        }
    }

    private init(_ name: String) { self.name = name }

    private static func fields(_ line: Substring) -> [String] {
        let line = line.drop { $0 == "\u{FEFF}" }
        let separator: Character? = [",", ";", "\t"].first { line.contains($0) }
        let parts =
            separator.map { mark in
                line.split(separator: mark, omittingEmptySubsequences: false)
            } ?? line.split(whereSeparator: \.isWhitespace)
        let fields = parts.map { part in
            String(part.drop(while: \.isWhitespace).prefix { $0 != "\r" })
                .trimmingSuffix(while: \.isWhitespace)
        }
        return fields.allSatisfy(\.isEmpty) ? [] : fields
    }

    private mutating func take(_ fields: [String], line: Int) throws(Fault) {
        guard let columns else {
            if fields.allSatisfy({ Double($0) == nil }) {
                columns = try Self.named(fields, place: "\(name):\(line)")
                return
            }
            columns = Columns(score: fields.count - 1, trace: nil, event: nil, count: fields.count)
            return try take(fields, line: line)
        }
        let place = "\(name):\(line)"
        guard fields.count == columns.count else {
            throw Fault(
                place: place, message: "\(fields.count) fields, not \(columns.count) as before")
        }
        let trace = columns.trace.map { fields[$0] } ?? name
        guard let score = Double(fields[columns.score]), score.isFinite else {
            throw Fault(
                place: place, message: "the score is a number, not \"\(fields[columns.score])\"")
        }
        if scores[trace] == nil { order.append(trace) }
        scores[trace, default: []].append(score)
        guard let event = columns.event else { return }
        guard ["0", "1"].contains(fields[event]) else {
            throw Fault(place: place, message: "event is 0 or 1, not \"\(fields[event])\"")
        }
        events[trace, default: []].append(fields[event] == "1")
    }

    private static func named(_ names: [String], place: String) throws(Fault) -> Columns {
        let lowercase = names.map { $0.lowercased() }
        guard let score = lowercase.firstIndex(of: "score") else {
            throw Fault(
                place: place,
                message: "no column is named score; there are \(names.joined(separator: ", "))")
        }
        return Columns(
            score: score, trace: lowercase.firstIndex(of: "trace"),
            event: lowercase.firstIndex(of: "event"), count: names.count)
    }
}

extension String {
    fileprivate func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> String {
        var result = self
        while let last = result.last, isUnwanted(last) { result.removeLast() }
        return result
    }
}
