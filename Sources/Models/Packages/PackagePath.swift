/// The name of a file inside a package.
enum PackagePath {
    /// `text` in one spelling, such as `weights.onnx` for `./weights.onnx`.
    ///
    /// - Returns: the name, or a sentence about what is wrong with it.
    static func checked(_ text: String) -> Result<String, Problem> {
        guard !text.isEmpty, text.utf8.count <= 255 else {
            return .failure(Problem("a file's name must have 1 to 255 bytes"))
        }
        let shown = String(text.prefix(80))
        if text.contains("://") {
            return .failure(
                Problem(
                    "\"\(shown)\" is on the internet, from where nothing is fetched: download the "
                        + "package with its files first"))
        }
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\\" }) else {
            return .failure(
                Problem("the file name \"\(shown)\" has a backslash or control character"))
        }
        let isDrive = text.dropFirst().first == ":"
        guard !text.hasPrefix("/"), !text.hasPrefix("~"), !isDrive else {
            return .failure(Problem("the absolute path \"\(shown)\" leaves the package"))
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let kept = parts.drop { $0 == "." }
        guard !kept.isEmpty, !kept.contains(""), !kept.contains("."), !kept.contains("..") else {
            return .failure(Problem("the path \"\(shown)\" leaves the package or is no file's"))
        }
        return .success(kept.joined(separator: "/"))
    }

    struct Problem: Error {
        let message: String

        init(_ message: String) { self.message = message }
    }
}
