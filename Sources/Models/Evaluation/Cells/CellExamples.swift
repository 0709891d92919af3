/// Fields with what a network says of their cells.
struct CellExamples {
    private let predictor: CellPredictor
    private let head: Int
    private static let most = 3

    init(_ predictor: CellPredictor, head: Int) {
        self.predictor = predictor
        self.head = head
    }

    /// The first few frames that have an earlier one where the network wants one.
    func of(_ frames: [TrainingFrame]) throws -> [TrainingExample] {
        var examples: [TrainingExample] = []
        for frame in frames where examples.count < Self.most && !frame.cells.isEmpty {
            let earlier = frames.last {
                $0.source == frame.source && $0.position == frame.position
                    && $0.seconds < frame.seconds
            }
            guard earlier != nil || !predictor.crops.hasHistory,
                let image = frame.image(predictor.crops.channels[0])?.image
            else { continue }
            let found = try predictor.run(frame, earlier: earlier)
            examples.append(
                TrainingExample(
                    title: frame.position, caption: caption(found),
                    panels: panels(image, frame)))
        }
        return examples
    }

    private func panels(_ image: FloatImage, _ frame: TrainingFrame) -> [TrainingExample.Panel] {
        let ends = Percentiles.of(image.pixels, at: [0.5, 99.8])
        let range = TrainingExample.Range(ends[0], max(ends[1], ends[0] + 1e-6))
        var panels = [
            TrainingExample.Panel(
                predictor.crops.channels[0], .image(image, range),
                pixelMicrometers: frame.pixelMicrometers)
        ]
        if let outlines = frame.cellOutlines {
            panels.append(
                TrainingExample.Panel(
                    "cells", .outlines(outlines, on: image, range),
                    pixelMicrometers: frame.pixelMicrometers))
        }
        return panels
    }

    /// "14 cells: 12 interphase, 2 metaphase".
    private func caption(_ found: [CellPrediction]) -> String {
        let names = predictor.heads[head].channels
        var counts = [Int](repeating: 0, count: max(names.count, 2))
        for cell in found {
            let row = cell.answers[head]
            let called =
                row.count == 1
                ? (row[0] > 0.5 ? 1 : 0) : row.indices.max { row[$0] < row[$1] } ?? 0
            counts[called] += 1
        }
        let words = names.count == 1 ? ["not \(names[0])", names[0]] : names
        let parts = zip(words, counts).filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        return "\(found.count) cells: \(parts.joined(separator: ", "))"
    }
}
