import Documents

extension PackageReader {
    /// A file's name and bytes, checked against the digest that the description gives.
    ///
    /// `document` is the name itself or a mapping with `source` and perhaps `sha256`.
    func file(_ document: Document) throws(DocumentError) -> (name: String, bytes: [UInt8]) {
        let place = try sourcePlace(document)
        let name: String
        switch PackagePath.checked(try place.string()) {
        case .success(let checked): name = checked
        case .failure(let problem): throw place.fail(problem.message)
        }
        guard source.contains(name) else {
            throw place.fail("the file \"\(name)\" is not in the package")
        }
        let bytes = try file(name, place.fail)
        if document.kind == .mapping,
            let digest = try document.entries().first(where: { $0.key.text == "sha256" })?.value,
            digest.kind != .null
        {
            try check(bytes, of: name, against: digest)
        }
        return (name, bytes)
    }

    /// The node that names the file.
    func sourcePlace(_ document: Document) throws(DocumentError) -> Document {
        guard document.kind == .mapping else { return document }
        guard let source = try document.entries().first(where: { $0.key.text == "source" })
        else { throw document.fail("missing key \"source\"") }
        return source.value
    }

    func file(
        _ name: String, _ failure: (String) -> DocumentError
    ) throws(DocumentError) -> [UInt8] {
        do throws(PackagePath.Problem) {
            return try source.read(name)
        } catch {
            throw failure(error.message)
        }
    }

    private func check(
        _ bytes: [UInt8], of name: String, against digest: Document
    ) throws(DocumentError) {
        let expected = try digest.string().lowercased()
        guard expected.utf8.count == 64,
            expected.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
        else { throw digest.fail("a sha256 is 64 hexadecimal digits, but found \(expected.count)") }
        let actual = SHA256Digest.hexadecimal(of: bytes)
        guard actual == expected else {
            throw digest.fail(
                "\"\(name)\" is damaged or was changed: its sha256 is \(actual)")
        }
    }

    /// A text that is there and not longer than any of its kind.
    func text(_ document: Document, atMost count: Int) throws(DocumentError) -> String {
        let text = try document.string()
        guard !text.isEmpty, text.utf8.count <= count else {
            throw document.fail("expected a text of 1 to \(count) bytes")
        }
        return text
    }
}

extension DocumentMapping {
    /// The value of `key`; `nil` also where the file says that it is nothing.
    func value(_ key: String) -> Document? {
        self[key].flatMap { $0.kind == .null ? nil : $0 }
    }
}

extension DocumentError {
    /// Another error at the same place.
    func at(_ message: String) -> DocumentError {
        DocumentError(file: file, line: line, column: column, message: message)
    }
}
