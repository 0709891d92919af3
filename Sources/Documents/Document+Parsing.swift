import Yams

extension Document {
    /// No file of ours is anywhere near this.
    package static let largestByteCount = 4_000_000

    /// Parses the only document in `text`; JSON is read as the YAML that it is.
    ///
    /// Anchors, aliases, merge keys and tags are refused before the parser could expand them: a
    /// file of 300 bytes can otherwise ask for hundreds of megabytes.
    package static func parse(_ text: String, file: String) throws(DocumentError) -> Document {
        func failure(_ line: Int, _ column: Int, _ message: String) -> DocumentError {
            DocumentError(file: file, line: line, column: column, message: message)
        }
        guard text.utf8.count <= largestByteCount else {
            throw failure(1, 1, "the file is larger than 4 MB")
        }
        var scan = IndicatorScan(text, file: file)
        try scan.run()
        let root: Node?
        do {
            root = try Yams.compose(yaml: text, .default, .default, .utf8)
        } catch let error as YamlError {
            throw Self.translate(error, file: file)
        } catch {
            throw failure(1, 1, "cannot be read: \(error)")
        }
        guard let root else { throw failure(1, 1, "the file is empty") }
        return try Document(root, file: file)
    }

    private init(_ node: Node, file: String) throws(DocumentError) {
        self.file = file
        line = node.mark?.line ?? 1
        column = node.mark?.column ?? 1
        switch node {
        case .scalar(let scalar):
            content = .scalar(scalar.string, isPlain: scalar.style == .plain)
        case .sequence(let sequence):
            var elements: [Document] = []
            for element in sequence { elements.append(try Document(element, file: file)) }
            content = .sequence(elements)
        case .mapping(let mapping):
            content = .mapping(try Self.entries(mapping, file: file))
        case .alias:
            throw DocumentError(
                file: file, line: line, column: column, message: "aliases are not allowed")
        }
        guard node.anchor == nil else { throw fail("anchors are not allowed; repeat the value") }
    }

    private static func entries(
        _ mapping: Node.Mapping, file: String
    ) throws(DocumentError) -> [Entry] {
        var seen: Set<String> = []
        var entries: [Entry] = []
        for (key, value) in mapping {
            let key = try Document(key, file: file)
            guard case .scalar(let name, let isPlain) = key.content else {
                throw key.fail("a key must be a plain text")
            }
            guard !isPlain || name != "<<" else {
                throw key.fail("merge keys are not allowed; repeat the values")
            }
            guard seen.insert(name).inserted else {
                throw key.fail("key \"\(name)\" appears twice")
            }
            entries.append(Entry(key: key, value: try Document(value, file: file)))
        }
        return entries
    }

    private static func translate(_ error: YamlError, file: String) -> DocumentError {
        // Every JSON is YAML as well, but who wrote JSON wants to hear of that.
        let language = file.hasSuffix(".json") ? "JSON" : "YAML"
        func failure(_ mark: Mark?, _ message: String) -> DocumentError {
            DocumentError(
                file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, message: message)
        }
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let start = context.map { " \($0.text) that starts in line \($0.mark.line)" } ?? ""
            return failure(mark, "not valid \(language): \(problem)\(start)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            return failure(context.mark, "key \"\(duplicates.first ?? "")\" appears twice")
        case .reader(let problem, _, _, _): return failure(nil, "not valid \(language): \(problem)")
        default: return failure(nil, "not valid \(language)")
        }
    }
}
