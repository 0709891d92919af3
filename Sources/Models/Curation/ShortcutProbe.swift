/// What can be told about a cell without looking at it.
///
/// A network is worth its training only as far as it does better than these numbers alone, so they
/// are printed beside its own.
package enum ShortcutProbe: String, Sendable, CaseIterable {
    case brightness = "brightness alone"
    case cropBrightness = "brightness of the crop alone"
    case background = "background alone"
    case confluence = "confluence alone"
    case place = "place in the field alone"
    case order = "order of frames alone"
    case time = "time alone"
    case focus = "focus alone"

    /// What a probe reached on the test part.
    package struct Result: Sendable, Equatable {
        package let probe: ShortcutProbe
        /// Mean of the classes' recalls; `chance` for a guess.
        package let balancedAccuracy: Double
        /// Mean over the classes in the test part of one against all others; 0.5 for a guess.
        package let areaUnderCurve: Double
        /// One over the number of classes in the test part.
        package let chance: Double

        /// Balanced accuracy, to be printed beside the network's.
        package var accuracyPeer: TrainingRecord.Peer {
            TrainingRecord.Peer(name: probe.rawValue, value: balancedAccuracy)
        }

        /// Area under the curve, to be printed beside the network's.
        package var areaPeer: TrainingRecord.Peer {
            TrainingRecord.Peer(name: probe.rawValue, value: areaUnderCurve)
        }
    }

    /// Every probe, trained on one part and judged on another.
    ///
    /// - Parameters:
    ///   - target: The class of a crop, below `classCount`; `nil` where it does not count.
    /// - Throws: ``CurationError`` with `empty` or `singleClass` where either part lacks classes.
    package static func all(
        training: [CellCrop], test: [CellCrop], classCount: Int,
        target: (CellCrop) -> Int? = { $0.classIndex }
    ) throws(CurationError) -> [Result] {
        let known = training.filter { target($0) != nil }
        let judged = test.filter { target($0) != nil }
        let classes = known.compactMap(target)
        let truth = judged.compactMap(target)
        for (part, values) in [("training", classes), ("test", truth)] {
            guard Set(values).count > 1 else {
                throw CurationError(
                    values.isEmpty ? .empty : .singleClass,
                    "shortcut probes: the \(part) part holds \(values.count) cells of "
                        + "\(Set(values).count) classes; add cells of at least 2 classes")
            }
        }
        var results: [Result] = []
        for probe in allCases {
            let model = LogisticRegression(
                features: known.map(probe.features), classes: classes, classCount: classCount)
            let guesses = judged.map { model.probabilities(probe.features($0)) }
            results.append(try probe.judge(guesses, truth: truth, classCount: classCount))
        }
        return results
    }

    private func judge(
        _ guesses: [[Double]], truth: [Int], classCount: Int
    ) throws(CurationError) -> Result {
        let present = Set(truth).sorted()
        do throws(MetricError) {
            let predicted = guesses.map { guess in
                guess.indices.max { (guess[$0], -$0) < (guess[$1], -$1) } ?? 0
            }
            let matrix = try ConfusionMatrix(
                truth: truth, predicted: predicted, classCount: classCount)
            var area = 0.0
            for name in present {
                area += try Ranking.areaUnderCurve(
                    scores: guesses.map { $0[name] }, isPositive: truth.map { $0 == name })
            }
            return Result(
                probe: self, balancedAccuracy: matrix.balancedAccuracy,
                areaUnderCurve: area / Double(present.count), chance: 1 / Double(present.count))
        } catch {
            throw CurationError(.notFinite, "probe \(rawValue): \(error.description)")
        }
    }

    /// What the probe may see of a crop.
    private func features(_ crop: CellCrop) -> [Double] {
        let facts = crop.facts
        switch self {
        case .brightness: return [facts.brightness]
        case .cropBrightness: return [Self.mean(crop)]
        case .background: return [facts.backgroundMedian, facts.backgroundSpread]
        case .confluence: return [facts.confluence]
        case .place: return [facts.x, facts.y]
        case .order: return [facts.order]
        case .time: return [facts.seconds]
        case .focus: return [facts.focus]
        }
    }

    private static func mean(_ crop: CellCrop) -> Double {
        guard let image = crop.images.first else { return 0 }
        let values = zip(image.pixels, crop.mask).compactMap { $1 ? Double($0) : nil }
        return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
}
