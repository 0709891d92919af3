import Models

/// One training with all that it needs, whether it looks at frames or at single cells.
struct TrainingSetup {
    /// What the weights are drawn for; `--from` replaces them.
    let network: Network
    let task: any TrainingTask
    let settings: TrainingSettings
    let batchCount: Int
    /// What a reader must know of the data.
    let notes: [String]
    /// Makes the package of the trained network.
    let package: (Network) throws -> ModelPackage

    /// - Parameters:
    ///   - name: The package's.
    ///   - frames: In the order in which an example for the package's test is looked for.
    init(
        _ lesson: some NetworkLesson, seed: UInt64, name: String, frames: [TrainingFrame]
    ) {
        network = lesson.shape.network(seed: seed)
        task = lesson.task()
        settings = TrainingSettings()
        batchCount = lesson.patchSettings().batchCount
        notes = []
        package = { network in
            guard let example = frames.lazy.compactMap({ lesson.example(of: $0) }).first else {
                throw LearningError(name, "no frame can be shown to the network")
            }
            return try NetworkPackage(
                lesson, network: network,
                pixelMicrometers: frames.lazy.compactMap(\.pixelMicrometers).first
            ).made(name: name, documentation: "", example: example)
        }
    }

    init(_ lesson: some CellLesson, seed: UInt64, name: String) {
        network = lesson.shape.network(seed: seed)
        task = lesson.task()
        settings = lesson.settings()
        batchCount = lesson.taskSettings.batchCount
        notes = lesson.notes
        package = { network in
            guard let example = lesson.validation.first else {
                throw LearningError(name, "no cell can be shown to the network")
            }
            return try CellPackage(lesson, network: network)
                .made(name: name, documentation: "", example: example.images)
        }
    }
}
