import Testing

@testable import Models

@Suite("Hostile and broken packages")
struct HostilePackageTests {
    /// What the error must say, what is replaced in the description, and by what.
    private static let spoiled: [(words: String, old: String, new: String)] = [
        ("did you mean \"weights\"", "weights:\n", "weihgts:\n"),
        ("missing key \"format_version\"", "format_version: 0.5.12", "format: 0.5.12"),
        ("version \"0.6.1\"", "0.5.12", "0.6.1"),
        ("version \"0.3.6\"", "0.5.12", "0.3.6"),
        ("version \"new\"", "0.5.12", "new"),
        ("expected the type \"model\"", "type: model", "type: dataset"),
        ("missing key \"type\"", "type: model\n", ""),
        ("appears twice", "type: model", "type: model\ntype: model"),
        ("expected a text of 1", "\"Tiny restoration (test)\"", "\"\""),
        ("expected a text but found", "\"Tiny restoration (test)\"", "[a, b]"),
        ("anchors are not allowed", "type: model", "type: &a model"),
        ("tags are not allowed", "type: model", "type: !!python/object model"),
        ("not valid YAML", "authors:", "authors: ]"),
        ("expected a list", "tags: [", "tags: 3 #["),
        ("unknown key \"nam\"", "- name: \"Ada", "- nam: \"Ada"),
        ("on the internet", "source: documentation.md", "source: https://x.org/a.md"),
        ("absolute path", "source: weights.onnx", "source: /etc/passwd"),
        ("absolute path", "source: weights.onnx", "source: 'C:/weights.onnx'"),
        ("absolute path", "source: weights.onnx", "source: ~/weights.onnx"),
        ("leaves the package", "source: weights.onnx", "source: ../weights.onnx"),
        ("leaves the package", "source: weights.onnx", "source: a/../../weights.onnx"),
        ("leaves the package", "source: weights.onnx", "source: a//weights.onnx"),
        ("backslash", "source: weights.onnx", "source: a\\weights.onnx"),
        ("on the internet", "source: weights.onnx", "source: https://zenodo.org/weights.onnx"),
        ("not in the package", "source: weights.onnx", "source: other.onnx"),
        ("found nothing", "source: weights.onnx", "source:"),
        ("missing key \"source\"", "source: weights.onnx\n    ", ""),
        (
            "64 hexadecimal", "onnx:\n    source: weights.onnx\n    sha256: \"",
            "onnx:\n    source: weights.onnx\n    sha256: \"00"
        ),
        ("damaged or was changed", "source: weights.onnx", "source: rdf.yaml"),
        ("opset from 7 on", "opset_version: 17", "opset_version: 3"),
        ("expected a whole number", "opset_version: 17", "opset_version: \"17\""),
        ("external data", "opset_version: 17", "external_data: {source: weights.bin}"),
        ("expected weights in ONNX but found torchscript", "  onnx:\n", "  torchscript:\n"),
        ("did you mean \"onnx\"", "  onnx:\n", "  onxn:\n"),
        ("known here: batch, channel", "type: space", "type: spectrum"),
        ("missing key \"size\"", "size: {min: 8, step: 4}", "concatenable: true"),
        ("expected a whole number from 1", "{min: 8, step: 4}", "0"),
        ("expected a whole number from 1", "{min: 8, step: 4}", "-4"),
        ("expected a whole number from 1", "{min: 8, step: 4}", "{min: 8, step: 0}"),
        ("expected a whole number", "{min: 8, step: 4}", "9223372036854775808"),
        ("expected a whole number", "{min: 8, step: 4}", "16.5"),
        ("expected a whole number from 1 to 1000000", "{min: 8, step: 4}", "1000000000"),
        ("depends on the data", "{min: 8, step: 4}", "{min: 8, max: 100}"),
        ("unknown key \"type2\"", "channel_names: [\"nuclei\"]", "type2: x"),
        ("16 along \"y\", where 17", "{min: 8, step: 4}", "17"),
        ("a scale must be above 0", "scale: 0.325", "scale: 0.0"),
        ("expected a number", "scale: 0.325", "scale: .nan"),
        ("only an output has a halo", "scale: 0.325", "halo: 8"),
        ("appears twice", "id: \"x\"", "id: \"y\""),
        ("expected 1 to 10000 names", "[\"nuclei\"]", "[]"),
        ("did you mean \"float32\"", "type: float32", "type: flaot32"),
        ("unknown axis \"z\"", "[\"channel\", \"y\", \"x\"]", "[\"z\"]"),
        ("percentiles from 0 to 100", "min_percentile: 1.0", "min_percentile: 99.9"),
        ("percentiles from 0 to 100", "max_percentile: 99.8", "max_percentile: 101"),
        ("eps must be above 0", "eps: 1.0e-06", "eps: 0"),
        ("did you mean \"scale_range\"", "id: scale_range", "id: scale_rnge"),
        ("\"softmax\" is not supported", "id: scale_range", "id: softmax"),
        ("\"custom\" is not supported", "id: scale_range", "id: custom"),
        ("unknown tensor \"row\"", "tensor_id: \"raw\"", "tensor_id: \"row\""),
        ("unknown axis \"w\"", "axis_id: \"y\"", "axis_id: \"w\""),
        ("a size of its own", "axis_id: \"y\"", "axis_id: \"batch\""),
        ("where 17 belong", "axis_id: \"y\", offset: 0", "axis_id: \"y\", offset: 1"),
        ("absurd at the smallest", "axis_id: \"y\", offset: 0", "axis_id: \"y\", offset: -8"),
        ("is not a PNG", "source: cover.png", "source: documentation.png"),
    ]

    @Test("a spoiled description is refused with place and reason", arguments: spoiled.indices)
    func spoiledDescription(index: Int) throws {
        let (words, old, new) = Self.spoiled[index]
        var files = try PackageSample.files(replacing: old, with: new)
        files["documentation.png"] = [1]

        let error = #expect(throws: PackageError.self) { try PackageSample.read(files) }

        let text = error?.description ?? ""
        #expect(text.contains(words), "\(text)")
        let hasPlace = text.contains(#/^package: rdf\.yaml:[0-9]+:[0-9]+: /#)
        #expect(hasPlace, "\(text)")
    }

    @Test("the place of an error is the line and column of what is wrong")
    func place() throws {
        let files = try PackageSample.files(replacing: "type: model", with: "type: dataset")

        let error = #expect(throws: PackageError.self) { try PackageSample.read(files) }

        #expect(
            error?.description == "package: rdf.yaml:2:7: expected the type \"model\"")
    }

    @Test(
        "files that are missing, damaged or of another kind are refused",
        arguments: [
            ("rdf.yaml", nil, "no such file"), ("rdf.yaml", [], "empty"),
            ("rdf.yaml", [0xFF, 0xFE, 0x00], "UTF-8"), ("rdf.yaml", [0x00], "U+0"),
            ("weights.onnx", nil, "not in the package"), ("weights.onnx", [8, 8], "was changed"),
            ("test_raw.npy", nil, "not in the package"), ("test_raw.npy", [1], "was changed"),
            ("documentation.md", nil, "not in the package"),
            ("documentation.md", [0xC3, 0x28], "UTF-8"), ("cover.png", [1, 2], "not a PNG"),
        ] as [(String, [UInt8]?, String)])
    func spoiledFiles(name: String, bytes: [UInt8]?, words: String) throws {
        var files = try PackageSample.files()
        files[name] = bytes

        let error = #expect(throws: PackageError.self) { try PackageSample.read(files) }

        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test("shapes whose product no machine could hold are refused before any allocation")
    func absurdShape() throws {
        var files = try PackageSample.files(
            replacing: "{min: 8, step: 4}", with: "{min: 1000000, step: 1}")
        let text = String(decoding: files["rdf.yaml"] ?? [], as: UTF8.self)
        let spoiled = text.replacing("{min: 8, step: 4}", with: "{min: 1000000, step: 1}")
        files["rdf.yaml"] = Array(spoiled.utf8)

        let error = #expect(throws: PackageError.self) { try PackageSample.read(files) }

        #expect(error?.message.contains("the shape of \"raw\" is absurd") == true)
    }
}
