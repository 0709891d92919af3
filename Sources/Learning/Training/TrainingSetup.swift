import Models

/// One training with all that it needs, whether it looks at frames or at single cells.
struct TrainingSetup {
    /// The network with weights drawn from a seed; `--from` replaces them.
    let network: (_ seed: UInt64) -> Network
    let task: any TrainingTask
    let settings: TrainingSettings
    let batchCount: Int
    /// What a reader must know of the data.
    let notes: [String]
    /// Makes the package of the trained network.
    let package: (Network) throws -> ModelPackage
    /// What the trained network teaches in a second round; `nil` where there is none.
    var secondRound: ((Network, _ seed: UInt64) throws -> any TrainingTask)?
    var roundCount: Int { secondRound == nil ? 1 : 2 }

    /// - Parameters:
    ///   - memberCount: How many networks the package holds.
    ///   - name: The package's.
    ///   - frames: In the order in which an example for the package's test is looked for.
    init(
        _ lesson: some NetworkLesson, memberCount: Int, name: String, frames: [TrainingFrame]
    ) {
        network = lesson.shape.network
        task = lesson.task()
        settings = TrainingSettings()
        batchCount = lesson.patchSettings().batchCount
        notes = []
        package = { network in
            guard let example = frames.lazy.compactMap({ lesson.example(of: $0) }).first else {
                throw LearningError(name, "no frame can be shown to the network")
            }
            var package = NetworkPackage(
                lesson, network: network,
                pixelMicrometers: frames.lazy.compactMap(\.pixelMicrometers).first)
            if memberCount > 1 { package.interface.outputs[0].channels.append("disagreement") }
            return try package.made(name: name, documentation: "", example: example)
        }
    }

    init(_ lesson: some CellLesson, name: String) {
        network = lesson.shape.network
        task = lesson.task()
        settings = lesson.settings()
        batchCount = lesson.taskSettings.batchCount
        notes = lesson.notes
        package = { network in
            let package = try CellPackage(lesson, network: network)
            guard let example = try package.example(among: lesson.validation) else {
                throw LearningError(name, "no cell can be shown to the network")
            }
            return try package.made(name: name, documentation: "", example: example.images)
        }
    }
}
