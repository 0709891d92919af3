import Acquisition
import Models

/// A network that judges single cells: those that `segment` outlines in the same frame.
///
/// Its numbers: `cells`, their count; `uncertainty`, the mean of what the likeliest answer lacks to
/// certainty, from 0 to 1; for a network that compares with an earlier frame `compared`, how many had
/// one. For each class and chance the expected count of such cells, and under the
/// same name with `_max` the largest probability of any; `dividing` is all phases of mitosis
/// together, `mitotic` those and cells that harm holds there. For each amount the mean over the cells, and
/// the largest.
final class CellReading: FrameReading {
    /// The name of how many cells were compared with an earlier frame.
    static let compared = "compared"

    private let predictor: CellPredictor
    private let trust: TrustReading?
    private var past = FieldHistory<CellField>()

    init(_ predictor: CellPredictor) throws {
        self.predictor = predictor
        trust = try TrustReading(predictor.package)
    }

    func finding(
        in seen: SeenImage, of frame: AcquiredFrame, outlines: LabelImage?
    ) throws -> NetworkFinding {
        guard let outlines else {
            return NetworkFinding(verdict: "not judged: segment did not look at this frame")
        }
        let outlined = TrainingFrame(
            source: predictor.package.name, position: frame.positionName, seconds: frame.seconds,
            pixelMicrometers: frame.pixelMicrometers,
            images: predictor.crops.channels.map { ChannelImage(channel: $0, image: seen.image) },
            labels: ["cells": outlines])
        let field = try predictor.field(outlined)
        let cells = try predictor.run(field, earlier: earlier(than: field, of: frame))
        guard cells.allSatisfy({ $0.answers.allSatisfy { $0.allSatisfy(\.isFinite) } }) else {
            throw NetworkError(predictor.package.name, "gave answers without a number")
        }
        var finding = NetworkFinding(cells: cells.map(record), numbers: numbers(cells))
        finding.note(try trust?.verdict(on: seen, of: frame, features: nil))
        return finding
    }

    func forget() { past = FieldHistory() }

    /// The frame of the same place that the network compares with, if there is one.
    private func earlier(than field: CellField, of frame: AcquiredFrame) -> CellField? {
        guard let seconds = predictor.crops.historySeconds else { return nil }
        let place = FieldHistory<CellField>.Place(position: frame.position, channel: frame.channel)
        defer { past.add(field.forLater, at: place, seconds: seconds) }
        return past.field(at: place, seconds: seconds, before: field)
    }

    private func record(_ cell: CellPrediction) -> NetworkFinding.Cell {
        var answers: [String: Double] = [:]
        for (head, row) in zip(predictor.heads, cell.answers) {
            for (name, value) in zip(head.channels, row) { answers[name] = trimmed(Double(value)) }
        }
        return NetworkFinding.Cell(
            label: Int(cell.label), x: trimmed(cell.x), y: trimmed(cell.y), answers: answers,
            hasEarlier: cell.hasEarlier, isAtBorder: cell.isAtBorder)
    }

    private func numbers(_ cells: [CellPrediction]) -> [String: Double] {
        var numbers = ["cells": Double(cells.count)]
        if predictor.crops.historySeconds != nil {
            numbers[Self.compared] = Double(cells.count(where: \.hasEarlier))
        }
        // Of the first answer that is a probability: the question that the network is for.
        var doubt: Double?
        func add(_ name: String, _ values: [Double], isCounted: Bool = true) {
            let sum = values.reduce(0, +)
            numbers[name] = trimmed(isCounted ? sum : sum / Double(max(1, values.count)))
            numbers[name + "_max"] = trimmed(values.max() ?? 0)
        }
        for (index, head) in predictor.heads.enumerated() {
            let rows = cells.map { $0.answers[index].map(Double.init) }
            for (place, name) in head.channels.enumerated() {
                add(name, rows.map { $0[place] }, isCounted: head.answer != .amount)
            }
            switch head.answer {
            case .classes:
                let classes = CellClasses(names: head.channels)
                for (name, indices) in [
                    ("dividing", classes.dividingIndices), ("mitotic", classes.mitoticIndices),
                ] where !indices.isEmpty {
                    add(name, rows.map { row in indices.reduce(0) { $0 + row[$1] } })
                }
                doubt = doubt ?? rows.reduce(0) { $0 + 1 - ($1.max() ?? 1) }
            case .chance: doubt = doubt ?? rows.reduce(0) { $0 + 1 - abs(2 * $1[0] - 1) }
            case .amount: break
            }
        }
        numbers[NetworkFinding.uncertainty] = trimmed((doubt ?? 0) / Double(max(1, cells.count)))
        return numbers
    }
}
