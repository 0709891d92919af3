import Documents

/// The files of a package that is to be written.
///
/// - Source: bioimageio.spec 0.5.12, `model/v0_5.py`.
struct PackageFiles {
    private let package: ModelPackage
    /// By name.
    private(set) var files: [String: [UInt8]] = [:]

    init(_ package: ModelPackage) {
        self.package = package
        files["weights.onnx"] = package.weights.onnx
        files["documentation.md"] = Array(package.documentation.utf8)
        files["cover.png"] = package.cover
        for tensor in package.inputs + package.outputs {
            files[Self.testName(tensor)] = tensor.testTensor?.file
        }
        files["rdf.yaml"] = Array(description.utf8)
    }

    private static func testName(_ tensor: TensorDescription) -> String {
        "test_\(tensor.id).npy"
    }

    private var description: String {
        var text = DescriptionText()
        text.add("format_version", "0.5.12")
        text.add("type", "model")
        text.add("name", text: package.name)
        text.add("description", text: package.description)
        text.add("version", text: package.version)
        text.add("timestamp", text: package.timestamp)
        text.add("license", text: package.license)
        text.list("authors", package.authors) { text, author in
            text.add("name", text: author.name)
            text.add("affiliation", text: author.affiliation)
            text.add("orcid", text: author.orcid)
            text.add("github_user", text: author.githubUser)
            text.add("email", text: author.email)
        }
        text.list("cite", package.citations) { text, citation in
            text.add("text", text: citation.text)
            text.add("doi", text: citation.doi)
            text.add("url", text: citation.url)
        }
        text.add("tags", DescriptionText.quoted(package.tags))
        text.nest("documentation") { $0.add("source", "documentation.md") }
        if package.cover != nil {
            text.list("covers", ["cover.png"]) { $0.add("source", $1) }
        }
        text.list("inputs", package.inputs) { add($1, process: "preprocessing", to: &$0) }
        text.list("outputs", package.outputs) { add($1, process: "postprocessing", to: &$0) }
        text.nest("weights") { text in
            text.nest("onnx") { text in
                text.add("source", "weights.onnx")
                text.add("sha256", text: package.weights.sha256)
                if let opset = package.weights.opset { text.add("opset_version", "\(opset)") }
            }
        }
        if !package.facts.isEmpty { addFacts(to: &text) }
        return text.text
    }

    private func addFacts(to text: inout DescriptionText) {
        text.nest("config") { text in
            text.nest("tarsier") { text in
                for (key, fact) in package.facts.sorted(by: { $0.key < $1.key }) {
                    switch fact {
                    case .text(let fact): text.add(key, text: fact)
                    case .number(let fact): text.add(key, DescriptionText.number(fact))
                    }
                }
            }
        }
    }

    private func add(
        _ tensor: TensorDescription, process: String, to text: inout DescriptionText
    ) {
        text.add("id", text: tensor.id)
        text.add("description", text: tensor.description)
        text.list("axes", tensor.axes) { $1.add(to: &$0) }
        text.nest("data") { text in
            text.add("type", tensor.elementType.rawValue)
            if tensor.elementType == .bool { text.add("values", "[false, true]") }
        }
        if let test = tensor.testTensor {
            let name = Self.testName(tensor)
            text.nest("test_tensor") { text in
                text.add("source", text: name)
                text.add("sha256", text: SHA256Digest.hexadecimal(of: test.file))
            }
        }
        text.list(process, tensor.processing) { $1.add(to: &$0) }
    }
}
