/// Makes a package of a trained network.
package struct NetworkPackage {
    /// Keys under `config: tarsier:` of a package.
    package enum Fact {
        static let network = "network"
        static let multiple = "multiple"
        static let reach = "reach"
        static let magnification = "magnification"
        static let isScaledBack = "scaled_back"
        static let isBlind = "blind"
        static let frameCount = "frames"
        static let frameSeconds = "frame_seconds"
        package static let pixelMicrometers = "pixel_um"
    }

    package var kind: NetworkKind
    package var shape: ImageNetwork
    package var interface: NetworkInterface
    package var network: Network
    /// Of the frames that it learnt from.
    package var pixelMicrometers: Double?

    package init(_ lesson: some NetworkLesson, network: Network, pixelMicrometers: Double?) {
        kind = lesson.kind
        shape = lesson.shape
        interface = lesson.interface
        self.network = network
        self.pixelMicrometers = pixelMicrometers
    }

    /// The package, tested on `example`.
    ///
    /// - Parameter example: The channels of an input as a user would give them; its middle becomes
    ///   the test tensor.
    package func made(
        name: String, documentation: String, example: [FloatImage]
    ) throws -> ModelPackage {
        let onnx = try network.onnxFile()
        var package = ModelPackage(
            name: name, description: "From \(kind.purpose).", inputs: [input()],
            outputs: interface.outputs.map(output),
            weights: PackageWeights(onnx: onnx, opset: 17))
        package.license = "Apache-2.0"
        package.authors = [PackageAuthor(name: "Tarsier")]
        package.citations = [
            PackageCitation(
                text: "BioImage Model Zoo", doi: "10.1101/2022.06.07.495102")
        ]
        package.documentation = documentation
        package.tags = ["tarsier", kind.rawValue, "fluorescence-light-microscopy", "2d"]
        package.version = "0.1.0"
        package.facts = facts()
        try addTest(to: &package, example)
        return package
    }

    private func facts() -> [String: PackageFact] {
        var facts: [String: PackageFact] = [
            Fact.network: .text(kind.rawValue), Fact.multiple: .number(Double(shape.multiple)),
            Fact.reach: .number(Double(shape.reach)),
            Fact.magnification: .number(Double(shape.magnification)),
            Fact.isScaledBack: .number(interface.isScaledBack ? 1 : 0),
        ]
        if interface.isBlind { facts[Fact.isBlind] = .number(1) }
        if interface.frameCount > 1 {
            facts[Fact.frameCount] = .number(Double(interface.frameCount))
        }
        if let seconds = interface.frameSeconds { facts[Fact.frameSeconds] = .number(seconds) }
        if let pixelMicrometers { facts[Fact.pixelMicrometers] = .number(pixelMicrometers) }
        return facts
    }

    private func input() -> TensorDescription {
        let size = AxisSize.stepped(minimum: shape.multiple, step: shape.multiple)
        return TensorDescription(
            id: "input", description: interface.inputDescription,
            axes: [
                .batch, .channel(interface.channels),
                .space("y", size, micrometers: pixelMicrometers),
                .space("x", size, micrometers: pixelMicrometers),
            ], processing: interface.processing)
    }

    private func output(_ output: NetworkInterface.Output) -> TensorDescription {
        let micrometers = pixelMicrometers.map { $0 / Double(shape.magnification) }
        func space(_ id: String) -> TensorAxis {
            var axis = TensorAxis.space(
                id, .reference(tensor: "input", axis: id, offset: 0), micrometers: micrometers)
            if micrometers == nil { axis.scale = 1 / Double(shape.magnification) }
            return axis
        }
        return TensorDescription(
            id: output.name, axes: [.batch, .channel(output.channels), space("y"), space("x")],
            processing: output.processing)
    }

    private func addTest(to package: inout ModelPackage, _ example: [FloatImage]) throws {
        let side =
            max(shape.multiple, min(64, example.map { min($0.width, $0.height) }.min() ?? 0))
            / shape.multiple * shape.multiple
        let planes = example.map { image in
            image.cropped(
                x: (image.width - side) / 2, y: (image.height - side) / 2, width: side,
                height: side)
        }
        package.inputs[0].testTensor = NumpyArray(
            shape: [1, planes.count, side, side], values: planes.flatMap(\.pixels))
        let predictor = try PackagePredictor(package)
        for (index, output) in try predictor.outputs(planes).enumerated() {
            package.outputs[index].testTensor = NumpyArray(
                shape: [1, output.count, output[0].height, output[0].width],
                values: output.flatMap(\.pixels))
        }
    }
}
