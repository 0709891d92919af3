import Documents

/// Reads the description of a package and the files that it names.
///
/// Unknown keys are errors, as they are to bioimageio.spec; known ones that say nothing of use
/// here are passed over.
///
/// - Source: bioimageio.spec 0.5.12, `model/v0_4.py`, `model/v0_5.py` and `generic`.
struct PackageReader {
    let source: any PackageSource
    /// Whether the description is in version 0.4, not 0.5.
    private(set) var isOld = false
    /// The inputs, once they are read; an old output's shape may depend on theirs.
    private(set) var inputs: [TensorDescription] = []

    /// The names that a description may have, the first found first.
    static let descriptionNames = ["rdf.yaml", "bioimageio.yaml", "model.yaml"]

    init(source: any PackageSource) { self.source = source }

    private static let keys = [
        "name", "description", "version", "version_number", "version_comment", "authors", "cite",
        "license", "documentation", "tags", "timestamp", "inputs", "outputs", "weights", "config",
        "covers", "format_version", "type", "id", "id_emoji", "nickname", "nickname_icon",
        "attachments", "git_repo", "icon", "links", "maintainers", "packaged_by", "parent",
        "run_mode", "training_data", "uploader", "test_inputs", "test_outputs", "sample_inputs",
        "sample_outputs", "download_url", "rdf_source", "badges", "source", "root_path",
    ]

    mutating func package() throws(DocumentError) -> ModelPackage {
        guard let name = Self.descriptionNames.first(where: source.contains) else {
            throw DocumentError(
                file: "rdf.yaml", line: 1, column: 1, message: "there is no such file")
        }
        let start = DocumentError(file: name, line: 1, column: 1, message: "")
        let bytes = try file(name, start.at)
        guard let description = String(validating: bytes, as: UTF8.self) else {
            throw start.at("is not text in UTF-8")
        }
        let root = try Document.parse(description, file: name)
        try readVersion(root)
        let mapping = try root.mapping(Self.keys)
        let type = try mapping.required("type")
        guard try type.string() == "model" else { throw type.fail("expected the type \"model\"") }

        inputs = try tensors(mapping, of: "inputs")
        var package = ModelPackage(
            name: try text(mapping.required("name"), atMost: 1000),
            description: try mapping.value("description")?.string() ?? "",
            inputs: inputs,
            outputs: try tensors(mapping, of: "outputs"),
            weights: try weights(mapping.required("weights")))
        try PackageCheck(package: package, mapping: mapping).run()
        try readPeople(mapping, into: &package)
        package.documentation = try documentation(mapping)
        package.facts = try facts(mapping)
        package.cover = try cover(mapping)
        return package
    }

    /// Version 0.4 or 0.5; before the keys, which depend on it.
    private mutating func readVersion(_ root: Document) throws(DocumentError) {
        guard let entry = try root.entries().first(where: { $0.key.text == "format_version" })
        else { throw root.fail("missing key \"format_version\"") }
        let version = try entry.value.string()
        let parts = version.split(separator: ".").map { Int($0) }
        guard parts.count >= 2, parts.count <= 3, parts[0] == 0, parts[1] == 4 || parts[1] == 5
        else {
            throw entry.value.fail(
                "version \"\(version.prefix(20))\" of the format is unknown; "
                    + "0.4 and 0.5 can be read")
        }
        isOld = parts[1] == 4
    }

    private func readPeople(
        _ mapping: DocumentMapping, into package: inout ModelPackage
    ) throws(DocumentError) {
        package.version = try mapping.value("version")?.string()
        package.license = try mapping.value("license")?.string()
        package.timestamp = try mapping.value("timestamp")?.string()
        for tag in try mapping.value("tags")?.sequence() ?? [] {
            package.tags.append(try tag.string())
        }
        for author in try mapping.value("authors")?.sequence() ?? [] {
            let known = ["name", "affiliation", "orcid", "github_user", "email"]
            let person = try author.mapping(known)
            package.authors.append(
                PackageAuthor(
                    name: try person.required("name").string(),
                    affiliation: try person.value("affiliation")?.string(),
                    orcid: try person.value("orcid")?.string(),
                    githubUser: try person.value("github_user")?.string(),
                    email: try person.value("email")?.string()))
        }
        for citation in try mapping.value("cite")?.sequence() ?? [] {
            let entry = try citation.mapping(["text", "doi", "url"])
            package.citations.append(
                PackageCitation(
                    text: try entry.required("text").string(),
                    doi: try entry.value("doi")?.string(), url: try entry.value("url")?.string()))
        }
    }

    private func documentation(_ mapping: DocumentMapping) throws(DocumentError) -> String {
        guard let document = mapping.value("documentation") else { return "" }
        let bytes = try file(document).bytes
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw document.fail("the documentation is not text in UTF-8")
        }
        return text
    }

    /// The first cover that is a PNG; other pictures are left where they are.
    private func cover(_ mapping: DocumentMapping) throws(DocumentError) -> [UInt8]? {
        for cover in try mapping.value("covers")?.sequence() ?? [] {
            let place = try sourcePlace(cover)
            guard place.text.lowercased().hasSuffix(".png") else { continue }
            let bytes = try file(cover).bytes
            guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
                throw place.fail("\"\(place.text)\" is not a PNG picture")
            }
            return bytes
        }
        return nil
    }

    /// What is under `config: tarsier:`.
    private func facts(_ mapping: DocumentMapping) throws(DocumentError) -> [String: PackageFact] {
        guard let config = mapping.value("config"),
            let ours = try config.entries().first(where: { $0.key.text == "tarsier" })?.value
        else { return [:] }
        var facts: [String: PackageFact] = [:]
        for entry in try ours.entries() {
            // A number in quotes is text.
            if let number = try? entry.value.double() {
                facts[entry.key.text] = .number(number)
            } else {
                facts[entry.key.text] = .text(try entry.value.string())
            }
        }
        return facts
    }
}
