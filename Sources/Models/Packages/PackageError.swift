import Documents

/// Why a package cannot be read or written, in one line.
package struct PackageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The folder or the archive.
    package let path: String
    /// What is wrong; begins with file, line and column where a file of the package is at fault.
    package let message: String

    init(_ path: String, _ message: String) {
        self.path = path
        self.message = message
    }

    init(_ path: String, _ error: DocumentError) {
        self.init(path, error.description)
    }

    /// `nuclei.zip: rdf.yaml:12:5: unknown key "axis"; did you mean "axes"?`
    package var description: String { "\(path): \(message)" }
}
