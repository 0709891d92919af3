/// What a network of single cells learns, and how its answers are calibrated.
package protocol CellLesson {
    var kind: NetworkKind { get }
    var shape: CellNetwork { get set }
    /// How crops are cut; belongs to the network as its weights do.
    var crops: CropSettings { get }
    var terms: [CropTask.Term] { get }
    var training: [CropExample] { get }
    var validation: [CropExample] { get }
    /// What a reader must know of the data.
    var notes: [String] { get }
    /// The head whose classes the groups of examples are; `nil` where groups are something else.
    var groupedHead: Int? { get }
    var taskSettings: CropTask.Settings { get set }
}

extension CellLesson {
    /// The task to train with.
    package func task() -> CropTask {
        CropTask(
            shape, terms: terms, settings: taskSettings, training: training,
            validation: validation)
    }

    /// Settings that suit these small networks.
    package func settings() -> TrainingSettings {
        var settings = TrainingSettings()
        settings.stepCount = 3000
        settings.highestRate = 2e-3
        settings.averageDecay = 0.99
        settings.validationInterval = 250
        settings.patienceStepCount = 2000
        return settings
    }

    /// The trained network, giving probabilities that mean what they say on the validation crops.
    ///
    /// - Throws: `CurationError` where the validation crops do not suffice; `NetworkError`.
    package func calibrated(
        _ network: Network
    ) throws -> (network: Network, calibration: [CellCalibration]) {
        let rows = try CropRunner(network, inputShape: shape.inputShape(batch: 1))
            .run(count: validation.count) { validation[$0].images }
        var calibration: [CellCalibration] = []
        for (index, head) in shape.heads.enumerated() {
            let width = head.channels.count
            let shifts = shifts(of: index, width)
            let known = validation.indices.filter { validation[$0].weights[index] > 0 }
            guard head.answer != .amount else {
                calibration.append(
                    CellCalibration(
                        amounts: known.map { rows[index][$0 * width] },
                        truths: known.map {
                            validation[$0].targets[terms[index].targets.lowerBound]
                        }))
                continue
            }
            let logits = known.map { Array(rows[index][($0 * width)..<(($0 + 1) * width)]) }
            let classes = known.map { place in
                let target = validation[place].targets[terms[index].targets]
                return width == 1
                    ? (target.first ?? 0 > 0.5 ? 1 : 0)
                    : target.enumerated().max { $0.element < $1.element }?.offset ?? 0
            }
            calibration.append(
                try CellCalibration(logits: logits, classes: classes, shifts: shifts))
        }
        return (shape.finished(network, calibration: calibration), calibration)
    }

    private func shifts(of head: Int, _ width: Int) -> [Float] {
        guard head == groupedHead else { return [Float](repeating: 0, count: width) }
        var counts = [Int](repeating: 0, count: width)
        for example in training { counts[example.group] += 1 }
        let drawn = task().shares
        let shares = (0..<width).map { $0 < drawn.count ? drawn[$0] : 0 }
        return CellCalibration.shifts(counts: counts, shares: shares)
    }
}
