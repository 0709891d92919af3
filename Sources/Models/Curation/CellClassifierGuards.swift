/// Whether a classifier of cells looks at the cells.
///
/// Published classifiers of damage have called empty space dead, because dying cells detach. The
/// three figures here fail for one that does.
///
/// - Source: guards after Richmond et al., arXiv 1701.06109, and what was found out about it since.
package struct CellClassifierGuards: Sendable, Equatable {
    /// Balanced accuracy on crops of bare background may differ from chance by this much.
    package static let backgroundTolerance = 0.03
    /// Balanced accuracy may drop by this much where density speaks against the truth.
    package static let swapTolerance = 0.05
    /// At least this share of saliency lies on cells.
    package static let leastShareInside = 0.8

    /// Balanced accuracy on crops without cells; `nil` where there are none of two classes.
    package private(set) var backgroundAccuracy: Double?
    package private(set) var backgroundChance: Double?
    /// Balanced accuracy on the test crops.
    package private(set) var accuracy: Double?
    /// The same where healthy fields are sparse and damaged ones dense.
    package private(set) var swappedAccuracy: Double?
    /// Mean over crops.
    package private(set) var shareInside: Double?

    /// - Parameters:
    ///   - test: Crops with a target.
    ///   - background: Of the same frames, without cells; see ``CropSet``.
    ///   - swapped: See ``ConfluenceSwap``.
    ///   - saliencyCount: For so many of the test crops, evenly chosen, saliency is computed.
    ///   - target: The class of a crop; `nil` where it does not count.
    ///   - saliency: How much each pixel of a crop matters; `nil` for occlusion.
    ///   - probabilities: The classifier: one row of probabilities for each crop.
    /// - Throws: ``CurationError`` with `shapeMismatch` or `notFinite`; what the closures throw.
    package init(
        test: [CellCrop], background: [CellCrop], swapped: [CellCrop], saliencyCount: Int = 40,
        target: (CellCrop) -> Int? = { $0.classIndex },
        saliency: ((CellCrop) throws -> FloatImage)? = nil,
        probabilities: ([CellCrop]) throws -> [[Double]]
    ) throws {
        accuracy = try Self.accuracy(test, target, probabilities)?.value
        swappedAccuracy = try Self.accuracy(swapped, target, probabilities)?.value
        let bare = try Self.accuracy(background, target, probabilities)
        backgroundAccuracy = bare?.value
        backgroundChance = bare.map { 1 / Double($0.classCount) }
        let stride = max(1, test.count / max(1, saliencyCount))
        var shares: [Double] = []
        for place in Swift.stride(from: 0, to: test.count, by: stride) {
            let map =
                try saliency?(test[place])
                ?? OcclusionSaliency().map(test[place], probabilities: probabilities)
            if let share = try test[place].shareInside(map) { shares.append(share) }
        }
        shareInside = shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
    }

    /// One line for each guard that fails or could not be tried; empty where all pass.
    package var failures: [String] {
        var lines: [String] = []
        if let backgroundAccuracy, let backgroundChance {
            if abs(backgroundAccuracy - backgroundChance) > Self.backgroundTolerance {
                lines.append(
                    "background alone reaches \(Self.percent(backgroundAccuracy)), "
                        + "chance is \(Self.percent(backgroundChance))")
            }
        } else {
            lines.append("background alone: not tried, no crops without cells of two classes")
        }
        if let accuracy, let swappedAccuracy {
            if accuracy - swappedAccuracy > Self.swapTolerance {
                lines.append(
                    "accuracy falls from \(Self.percent(accuracy)) to "
                        + "\(Self.percent(swappedAccuracy)) where density speaks against the truth")
            }
        } else {
            lines.append("swapped confluence: not tried, no crops of two classes")
        }
        if let shareInside {
            if shareInside < Self.leastShareInside {
                lines.append("only \(Self.percent(shareInside)) of the saliency lies on cells")
            }
        } else {
            lines.append("saliency: not tried, nothing in a crop changes the answer")
        }
        return lines
    }

    /// The same as figures of a training's record; what was not tried is left out.
    package var figures: [TrainingRecord.Figure] {
        let chance = backgroundChance.map { [TrainingRecord.Peer(name: "chance", value: $0)] }
        let ordinary = accuracy.map { [TrainingRecord.Peer(name: "all test cells", value: $0)] }
        let least = [TrainingRecord.Peer(name: "least", value: Self.leastShareInside)]
        return [
            ("balanced accuracy on background alone", backgroundAccuracy, chance ?? []),
            ("balanced accuracy, confluence swapped", swappedAccuracy, ordinary ?? []),
            ("share of saliency on the cell", shareInside, least),
        ].compactMap { name, value, peers in
            value.map { TrainingRecord.Figure(name: name, value: $0, peers: peers) }
        }
    }

    /// `nil` where fewer than two classes are there.
    private static func accuracy(
        _ crops: [CellCrop], _ target: (CellCrop) -> Int?,
        _ probabilities: ([CellCrop]) throws -> [[Double]]
    ) throws -> (value: Double, classCount: Int)? {
        let known = crops.filter { target($0) != nil }
        let truth = known.compactMap(target)
        guard Set(truth).count > 1 else { return nil }
        let rows = try probabilities(known)
        guard rows.count == known.count, let width = rows.first?.count,
            rows.allSatisfy({ $0.count == width && $0.allSatisfy(\.isFinite) })
        else {
            throw CurationError(
                .shapeMismatch,
                "the classifier gave \(rows.count) rows for \(known.count) crops; it must give one "
                    + "row of finite probabilities for each")
        }
        let predicted = rows.map { row in row.indices.max { row[$0] < row[$1] } ?? 0 }
        let matrix = try ConfusionMatrix(truth: truth, predicted: predicted, classCount: width)
        return (matrix.balancedAccuracy, Set(truth).count)
    }

    private static func percent(_ value: Double) -> String {
        "\((value * 1000).rounded() / 10) %"
    }
}
