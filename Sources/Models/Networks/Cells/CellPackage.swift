/// Makes a package of a trained network of single cells.
///
/// Its input is a batch of crops as ``CropMaker`` cuts them, already relative to the background;
/// its outputs are probabilities and amounts, one row a crop. The facts tell how to cut crops, so
/// that ``CellPredictor`` needs nothing but the package.
package struct CellPackage {
    /// Keys under `config: tarsier:` of a package.
    package enum Fact {
        static let temperature = "temperature"
        static let detectionLimit = "detection_limit"
        package static let harmedFrom = "harmed_from"
        /// Followed by the name of the head.
        static let answer = "answer_"
    }

    package let kind: NetworkKind
    package let shape: CellNetwork
    package let crops: CropSettings
    /// Giving probabilities.
    package let network: Network
    package let calibration: [CellCalibration]

    /// Calibrates `network` on the lesson's validation crops.
    ///
    /// - Throws: As ``CellLesson/calibrated(_:)``.
    package init(_ lesson: some CellLesson, network: Network) throws {
        kind = lesson.kind
        shape = lesson.shape
        crops = lesson.crops
        (self.network, calibration) = try lesson.calibrated(network)
    }

    /// The first example to which each answer is above 0: one that is 0 tests nothing, and the
    /// BioImage Model Zoo takes no package that is tested so. The first of all where there is none.
    package func example(among examples: [CropExample]) throws -> CropExample? {
        let runner = CropRunner(network, inputShape: shape.inputShape(batch: 1))
        return try examples.first { example in
            try runner.run(count: 1) { _ in example.images }.allSatisfy { row in
                (row.max() ?? 0) > 1e-3
            }
        } ?? examples.first
    }

    /// The package, tested on `example`.
    ///
    /// - Parameter example: The images of one crop, as the lesson has them.
    package func made(
        name: String, documentation: String, example: [FloatImage]
    ) throws -> ModelPackage {
        var package = ModelPackage(
            name: name, description: "From \(kind.purpose).", inputs: [input()],
            outputs: shape.heads.map(output),
            weights: PackageWeights(onnx: try network.onnxFile(), opset: 17))
        package.license = "Apache-2.0"
        package.authors = [PackageAuthor(name: "Tarsier")]
        package.citations = [
            PackageCitation(text: "BioImage Model Zoo", doi: "10.1101/2022.06.07.495102")
        ]
        package.documentation = documentation
        package.tags = ["tarsier", kind.rawValue, "transmission-light-microscopy", "2d"]
        package.version = "0.1.0"
        package.facts = facts()
        try addTest(to: &package, example)
        return package
    }

    private func facts() -> [String: PackageFact] {
        var facts = crops.facts
        facts[NetworkPackage.Fact.network] = .text(kind.rawValue)
        facts[NetworkPackage.Fact.multiple] = .number(Double(shape.side))
        facts[NetworkPackage.Fact.pixelMicrometers] = .number(crops.pixelMicrometers)
        for (head, calibration) in zip(shape.heads, calibration) {
            facts[Fact.answer + head.name] = .text(head.answer.rawValue)
            guard head.answer != .amount else {
                facts["\(Fact.detectionLimit)_\(head.name)"] = .number(
                    Double(calibration.detectionLimit))
                continue
            }
            facts["\(Fact.temperature)_\(head.name)"] = .number(calibration.temperature)
        }
        if kind == .damage { facts[Fact.harmedFrom] = .number(DamageLesson.harmedFrom) }
        return facts
    }

    private func input() -> TensorDescription {
        TensorDescription(
            id: "input",
            description: "Crops of single cells: 0 is the background, "
                + "one unit is the \(crops.unit.rawValue)' own spread.",
            axes: [
                .batch, .channel(crops.inputChannels),
                .space("y", .fixed(shape.side), micrometers: crops.pixelMicrometers),
                .space("x", .fixed(shape.side), micrometers: crops.pixelMicrometers),
            ], processing: [.ensureType(.float32)])
    }

    private func output(_ head: CellHead) -> TensorDescription {
        TensorDescription(
            id: head.name,
            axes: [
                .batch, .channel(head.channels), .space("y", .fixed(1)), .space("x", .fixed(1)),
            ], processing: [.ensureType(.float32)])
    }

    private func addTest(to package: inout ModelPackage, _ example: [FloatImage]) throws {
        package.inputs[0].testTensor = NumpyArray(
            shape: [1, example.count, shape.side, shape.side], values: example.flatMap(\.pixels))
        let rows = try CropRunner(network, inputShape: shape.inputShape(batch: 1))
            .run(count: 1) { _ in example }
        for (index, row) in rows.enumerated() {
            package.outputs[index].testTensor = NumpyArray(
                shape: [1, row.count, 1, 1], values: row)
        }
    }
}
