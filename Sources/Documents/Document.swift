/// A node of a YAML or JSON document, with its place in the file.
///
/// Reading is strict: every function either returns what was asked for or throws an error that
/// names the line, the column and what belongs there.
package struct Document: Sendable {
    package enum Kind: Sendable, Equatable {
        case mapping, sequence, scalar, null
    }

    enum Content: Sendable {
        case mapping([Entry])
        case sequence([Document])
        /// `isPlain` is false for text in quotes, which is never a number, a Boolean or nothing.
        case scalar(String, isPlain: Bool)
    }

    /// A key that the file's author chose, and its value.
    package struct Entry: Sendable {
        package let key: Document
        package let value: Document
    }

    package let file: String
    /// Counts from 1.
    package let line: Int
    /// Counts from 1.
    package let column: Int
    let content: Content

    package var kind: Kind {
        switch content {
        case .mapping: .mapping
        case .sequence: .sequence
        case .scalar(let text, let isPlain): isPlain && Self.isNull(text) ? .null : .scalar
        }
    }

    /// A scalar as written, without its quotes; empty for a mapping or a sequence.
    package var text: String {
        if case .scalar(let text, _) = content { text } else { "" }
    }

    /// An error at this node's place.
    package func fail(_ message: String) -> DocumentError {
        DocumentError(file: file, line: line, column: column, message: message)
    }

    /// The elements of a sequence.
    package func sequence() throws(DocumentError) -> [Document] {
        guard case .sequence(let elements) = content else {
            throw fail("expected a list, such as [a, b], but found \(found)")
        }
        return elements
    }

    /// A mapping whose keys are all among `known`.
    ///
    /// - Throws: at the first key that is not, with the nearest known one as a suggestion.
    package func mapping(_ known: [String]) throws(DocumentError) -> DocumentMapping {
        let entries = try self.entries()
        for entry in entries where !known.contains(entry.key.text) {
            throw entry.key.fail(unknown("key", entry.key.text, known: known))
        }
        return DocumentMapping(document: self, entries: entries)
    }

    /// A mapping whose keys are names that the file's author chose, in the file's order.
    package func entries() throws(DocumentError) -> [Entry] {
        guard case .mapping(let entries) = content else {
            throw fail("expected keys and values, such as key: value, but found \(found)")
        }
        return entries
    }

    /// This node as an error message calls it.
    var found: String {
        switch kind {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .null: "nothing"
        case .scalar: "\"\(text.prefix(60))\""
        }
    }

    private static func isNull(_ text: String) -> Bool {
        ["", "~", "null", "Null", "NULL"].contains(text)
    }
}

/// The keys and values of a mapping all of whose keys are known.
package struct DocumentMapping: Sendable {
    /// The mapping itself, for errors that concern all of it.
    package let document: Document
    package let entries: [Document.Entry]

    package var keys: [String] { entries.map(\.key.text) }

    /// The value of `key`; `nil` where the file does not have it.
    package subscript(_ key: String) -> Document? {
        entries.first { $0.key.text == key }?.value
    }

    /// The value of `key`, which must be there.
    ///
    /// - Throws: at a key that looks like it, or else at the mapping.
    package func required(_ key: String) throws(DocumentError) -> Document {
        if let value = self[key] { return value }
        // Short keys are all alike.
        if key.count > 3, let near = nearest(key, among: keys),
            let entry = entries.first(where: { $0.key.text == near })
        {
            throw entry.key.fail("missing key \"\(key)\"; is this \"\(near)\" meant to be it?")
        }
        throw document.fail("missing key \"\(key)\"")
    }
}
