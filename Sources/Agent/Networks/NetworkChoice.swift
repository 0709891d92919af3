package import Documents
package import Models

/// One entry of an experiment's `networks:`: which package, and which frames it looks at.
package struct NetworkChoice: Sendable {
    package var kind: NetworkKind
    /// A path, or a name on the shelf.
    package var package: String
    /// Of the plan; `nil` for every channel that the kind is for.
    package var channels: [String]?
    /// Time points from one look to the next.
    package var every = 1
    /// A structure that `label` predicts of the same frame: that image is looked at instead of the
    /// frame itself.
    package var structure: String?
    /// Whether its images go to the disk.
    package var keepsImages = true
    /// Where the file names the package.
    package let place: Document

    /// Reads `restore: PACKAGE`, or `restore: {package: PACKAGE, channels: [nuclei], every: 2}`.
    init(_ kind: NetworkKind, _ document: Document) throws(DocumentError) {
        self.kind = kind
        guard document.kind == .mapping else {
            place = document
            package = try Self.name(document)
            return
        }
        let mapping = try document.mapping(["package", "channels", "every", "keep", "of"])
        place = try mapping.required("package")
        package = try Self.name(place)
        channels = try mapping.names("channels")
        every = try mapping.count("every", atLeast: 1) ?? every
        if let node = mapping["of"] {
            guard kind == .segment else {
                throw node.fail("only segment can look at what label predicts")
            }
            structure = try node.string()
        }
        keepsImages = try mapping["keep"]?.bool() ?? keepsImages
    }

    private static func name(_ document: Document) throws(DocumentError) -> String {
        let name = try document.string()
        guard !name.isEmpty else { throw document.fail("expected a package's path or name") }
        return name
    }
}
