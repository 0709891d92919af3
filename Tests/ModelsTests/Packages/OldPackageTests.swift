import Testing

@testable import Models

@Suite("Packages of version 0.4")
struct OldPackageTests {
    /// Written as packages of the zoo are, with every field that they commonly have.
    private static let description = """
        attachments:
          files:
          - per_sample_scale_range.ijm
        authors:
        - affiliation: EMBL Heidelberg
          github_user: someone
          name: Some One
          orcid: 0000-0001-2345-6789
        cite:
        - doi: 10.1007/978-3-319-24574-4_28
          text: 'Ronneberger, Olaf et al. U-net: Convolutional networks for biomedical image
            segmentation. MICCAI 2015.'
        config:
          bioimageio:
            nickname: affable-shark
            nickname_icon: \u{1F988}
        covers:
        - cover.png
        description: Nucleus segmentation for fluorescence microscopy
        documentation: documentation.md
        format_version: 0.4.9
        git_repo: https://github.com/someone/somewhere
        id: 10.5281/zenodo.5764892/6647674
        inputs:
        - axes: bcyx
          data_range:
          - -.inf
          - .inf
          data_type: float32
          name: input0
          preprocessing:
          - kwargs:
              axes: xy
              max_percentile: 99.8
              min_percentile: 1.0
              mode: per_sample
            name: scale_range
          - kwargs: {mean: [10.0], std: [2.5], axes: xy, mode: fixed}
            name: zero_mean_unit_variance
          shape:
            min: [1, 1, 64, 64]
            step: [0, 0, 16, 16]
        license: CC-BY-4.0
        links:
        - ilastik/ilastik
        maintainers: []
        name: NucleiSegmentationBoundaryModel
        outputs:
        - axes: bcyx
          data_type: float32
          halo: [0, 0, 16, 16]
          name: output0
          postprocessing:
          - name: sigmoid
          shape:
            offset: [0, 0.5, 0.0, 0.0]
            reference_tensor: input0
            scale: [1.0, 1.0, 0.5, 1.0]
        sample_inputs:
        - sample.png
        tags:
        - fluorescence-light-microscopy
        - nuclei
        test_inputs:
        - test_raw.npy
        test_outputs:
        - test_out.npy
        timestamp: '2021-12-03T20:00:00.000000'
        type: model
        version: 0.1.0
        weights:
          onnx:
            opset_version: 12
            sha256: DIGEST
            source: weights.onnx
            test_kwargs:
          torchscript:
            source: weights.pt

        """

    private func files(replacing old: String = "", with new: String = "") throws
        -> [String: [UInt8]]
    {
        var files = try PackageSample.files()
        let weights = try PackageSample.package().weights
        var text = Self.description.replacing("DIGEST", with: weights.sha256)
            .replacing("    test_kwargs:\n", with: "")
        if !old.isEmpty { text = text.replacing(old, with: new) }
        files["rdf.yaml"] = Array(text.utf8)
        files["test_raw.npy"] =
            NumpyArray(shape: [1, 1, 64, 80], values: [Float](repeating: 0, count: 5120)).file
        files["test_out.npy"] =
            NumpyArray(shape: [1, 2, 32, 80], values: [Float](repeating: 0, count: 5120)).file
        return files
    }

    @Test("a package as in the zoo reads as its newer equivalent")
    func reads() throws {
        let package = try PackageSample.read(try files())

        #expect(package.name == "NucleiSegmentationBoundaryModel")
        #expect(package.authors.map(\.githubUser) == ["someone"])
        #expect(package.citations[0].text.hasSuffix("image segmentation. MICCAI 2015."))
        #expect(package.version == "0.1.0")
        #expect(package.license == "CC-BY-4.0")
        #expect(package.weights.opset == 12)
        #expect(package.weights.otherFormats == ["torchscript"])
        #expect(
            package.inputs[0].axes == [
                .batch, .channel(["channel0"]), .space("y", .stepped(minimum: 64, step: 16)),
                .space("x", .stepped(minimum: 64, step: 16)),
            ])
        #expect(
            package.inputs[0].processing == [
                .scaleRange(axes: ["x", "y"], lower: 1, upper: 99.8, epsilon: 1e-6),
                .fixedZeroMeanUnitVariance(mean: [10], deviation: [2.5], axis: "channel"),
                .ensureType(.float32),
            ])
        // One channel of the input, and half a channel on each side.
        var y = TensorAxis.space(
            "y", .reference(tensor: "input0", axis: "y", offset: 0), halo: 16)
        y.scale = 2
        #expect(
            package.outputs[0].axes == [
                .batch, .channel(["channel0", "channel1"]), y,
                .space("x", .reference(tensor: "input0", axis: "x", offset: 0), halo: 16),
            ])
        #expect(package.outputs[0].processing == [.sigmoid])
        #expect(package.outputs[0].testTensor?.shape == [1, 2, 32, 80])
    }

    @Test("it can be written in the new version")
    func upgrades() throws {
        var package = try PackageSample.read(try files())
        package.outputs[0].processing.append(.ensureType(.float32))
        package.inputs[0].processing.insert(.ensureType(.float32), at: 0)

        let again = try PackageSample.read(PackageFiles(package).files)

        #expect(again.inputs == package.inputs)
        #expect(again.outputs == package.outputs)
    }

    @Test(
        "what is wrong in an old description is named",
        arguments: [
            ("bcyx", "bcyxq", "axes such as \"bcyx\""), ("bcyx", "bcyy", "axes such as \"bcyx\""),
            ("[1, 1, 64, 64]", "[1, 1, 64]", "expected 4 numbers"),
            ("[1, 1, 64, 64]", "[1, 1, 0, 64]", "expected a whole number from 1"),
            ("step: [0, 0, 16, 16]", "step: [0, 0, -1, 16]", "expected a whole number from 0"),
            ("axes: xy\n", "axes: xz\n", "unknown axis \"z\""),
            ("mode: per_sample", "mode: per_image", "unknown value \"per_image\""),
            ("name: scale_range", "name: scale_mean_variance", "not supported"),
            ("reference_tensor: input0", "reference_tensor: input1", "does not follow"),
            ("offset: [0, 0.5,", "offset: [0, -0.5,", "does not follow"),
            ("- test_raw.npy", "- https://zenodo.org/test_raw.npy", "on the internet"),
            ("- test_raw.npy", "[]", "not valid YAML"),
            ("data_type: float32", "data_type: complex", "unknown value \"complex\""),
            ("scale: [1.0, 1.0, 0.5, 1.0]", "scale: [1.0, 1.0, -0.5, 1.0]", "absurd"),
            (
                "  onnx:", "  keras_hdf5:",
                "expected weights in ONNX but found keras_hdf5, torchscript"
            ),
        ])
    func wrong(old: String, new: String, words: String) throws {
        let files = try files(replacing: old, with: new)

        let error = #expect(throws: PackageError.self) { try PackageSample.read(files) }

        #expect(error?.message.contains(words) == true, "\(String(describing: error))")
        #expect(error?.message.hasPrefix("rdf.yaml:") == true)
    }
}
