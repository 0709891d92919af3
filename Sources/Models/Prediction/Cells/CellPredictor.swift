/// Judges every cell of a frame with a packaged network of kind `state` or `damage`.
///
/// Belongs to one task at a time.
package final class CellPredictor {
    package let package: ModelPackage
    package let kind: NetworkKind
    /// How the network's crops are cut.
    package let crops: CropSettings
    package let heads: [CellHead]
    private let runner: CropRunner

    /// - Parameter method: By the quickest answers come out sooner, and rounded more.
    /// - Throws: `NetworkError` where the package is none of single cells, or its facts, tensors
    ///   and weights do not belong together.
    package init(
        _ package: ModelPackage, method: ConvolutionMethod = .direct
    ) throws(NetworkError) {
        let name = package.name
        guard let kind = package.networkKind, kind.judgesCells
        else {
            throw NetworkError(
                name, "is no network of single cells; give one of kind state or damage")
        }
        guard package.inputs.count == 1, let input = package.inputs.first else {
            throw NetworkError(name, "takes \(package.inputs.count) inputs; crops are one")
        }
        let channels = try CellPackageCheck.channels(of: input, name)
        let crops = try CropSettings(facts: package.facts, inputChannels: channels, package: name)
        try CellPackageCheck.checkSize(of: input, crops.pixels, name)
        heads = try CellPackageCheck.heads(of: package, kind: kind)
        let network = try Network(onnx: package.weights.onnx)
        let shape = TensorShape(
            channels: channels.count, height: crops.pixels, width: crops.pixels)
        try CellPackageCheck.check(network, shape: shape, heads: heads, name)
        self.package = package
        self.kind = kind
        self.crops = crops
        runner = CropRunner(network, inputShape: shape, method: method)
    }

    /// How the answers of `head` are ordered; `nil` where the package has no such head.
    package func head(_ name: String) -> Int? { heads.firstIndex { $0.name == name } }

    /// Judges the cells of a frame: its annotated ones, each at its outline where there is one.
    ///
    /// - Parameters:
    ///   - frame: With the channels in ``crops``, a pixel size, and cells or labels.
    ///   - earlier: A frame of the same place before it, for networks with a history.
    /// - Returns: One row for each cell, in the order of the frame's cells; in the order of the
    ///   labels where the frame has labels and no cells.
    /// - Throws: `CurationError` where the frame lacks what the crops need.
    package func run(
        _ frame: TrainingFrame, earlier: TrainingFrame? = nil
    ) throws -> [CellPrediction] {
        let isCompared = crops.history != .none
        return try run(field(frame), earlier: isCompared ? try earlier.map(field) : nil)
    }

    /// Makes a frame ready to be judged, or to be compared with.
    ///
    /// - Throws: `CurationError` where the frame lacks what the crops need.
    package func field(_ frame: TrainingFrame) throws -> CellField {
        let located =
            frame.cells.isEmpty ? frame.withCellsOfOutlines() : frame.centredOnOutlines()
        return CellField(field: try CropField(located, index: 0, settings: crops))
    }

    /// Judges the cells of a frame that is ready; see ``run(_:earlier:)``.
    package func run(_ now: CellField, earlier: CellField?) throws -> [CellPrediction] {
        let located = now.field.frame
        let maker = CropMaker(now: now.field, earlier: earlier?.field, settings: crops)
        let cut = located.cells.map(maker.crop)
        let rows = try answers(cut)
        return zip(zip(located.cells, cut), rows).map { pair, row in
            CellPrediction(
                label: pair.0.label, name: pair.0.name, x: pair.0.x, y: pair.0.y, answers: row,
                hasEarlier: pair.1.hasEarlier, isAtBorder: pair.1.isAtBorder)
        }
    }

    /// Judges every outlined cell of images.
    ///
    /// - Parameters:
    ///   - images: By channel, in any unit.
    ///   - earlier: The same field before; empty where there is nothing.
    ///   - labels: Outlines of the cells, as large as the images.
    package func run(
        images: [String: FloatImage], earlier: [String: FloatImage] = [:],
        pixelMicrometers: Double, labels: LabelImage
    ) throws -> [CellPrediction] {
        func frame(_ images: [String: FloatImage]) -> TrainingFrame {
            TrainingFrame(
                source: package.name, position: "frame", pixelMicrometers: pixelMicrometers,
                images: images.map { ChannelImage(channel: $0.key, image: $0.value) },
                labels: ["cells": labels])
        }
        return try run(frame(images), earlier: earlier.isEmpty ? nil : frame(earlier))
    }

    /// The answers to crops that were cut with ``crops``: for each crop one row a head.
    package func answers(_ cut: [CellCrop]) throws -> [[[Float]]] {
        for crop in cut {
            guard crop.images.count == crops.inputChannels.count, crop.side == crops.pixels else {
                throw NetworkError(
                    package.name,
                    "a crop has \(crop.images.count) images of \(crop.side) pixels; the network "
                        + "takes \(crops.inputChannels.count) of \(crops.pixels)")
            }
        }
        let numbers = try runner.run(count: cut.count) { cut[$0].images }
        return cut.indices.map { crop in
            zip(heads, numbers).map { head, row in
                let width = head.channels.count
                return Array(row[(crop * width)..<((crop + 1) * width)])
            }
        }
    }
}

extension TrainingFrame {
    /// The same with a cell for each outline, in the order of the labels.
    func withCellsOfOutlines() -> TrainingFrame {
        guard let outlines = cellOutlines else { return self }
        var result = self
        result.cells = OutlineCentre.all(in: outlines).sorted { $0.key < $1.key }.map {
            AnnotatedCell(label: $0.key, name: "", x: $0.value.x, y: $0.value.y)
        }
        return result
    }
}
