/// What one of the named networks learns, and how its inputs and answers are scaled.
package protocol NetworkLesson {
    var kind: NetworkKind { get }
    /// The network's build.
    var shape: ImageNetwork { get set }
    var objective: PatchObjective { get }
    /// How many images there are to learn from, and how many to validate with.
    var imageCount: (training: Int, validation: Int) { get }
    /// How its inputs and outputs are described in a package.
    var interface: NetworkInterface { get }

    /// The images to cut patches from in one epoch; the same for the same epoch.
    func pool(epoch: Int) -> [PatchImage]
    /// Images that are kept back.
    func validation() -> [PatchImage]
    func patchSettings() -> PatchTask.Settings
}

extension NetworkLesson {
    /// The task to train with.
    package func task() -> PatchTask {
        PatchTask(
            inputChannels: shape.inputChannels, objective: objective, settings: patchSettings(),
            validation: validation(), pool: pool)
    }
}
