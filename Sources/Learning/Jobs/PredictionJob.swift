internal import Foundation
package import Models

/// `tarsier predict`: a network on every plane of a file, into a file of the same kind.
package struct PredictionJob {
    package struct Settings: Sendable {
        /// Names of channels to look at; empty takes what the network can use.
        package var channels: [String] = []
        /// Longest side in pixels that is run as a whole.
        package var tile: Int?
        /// Whether a network that gives a foreground is asked for objects.
        package var wantsLabels = false
        /// Whether an upscaled image goes with its error map.
        package var wantsErrorMap = false

        package init() {}
    }

    /// What a person should know before trusting the result; a sentence each.
    package let notes: [String]
    let input: PredictionInput
    let output: String
    /// For each image of the input.
    let runs: [[ChannelRun]]
    let network: PlaneNetwork

    /// Reads what is needed to refuse; nothing is computed or written yet.
    ///
    /// - Parameter path: The package's, for errors.
    /// - Throws: One line that names the package, the image or the output.
    package init(
        _ package: ModelPackage, path: String, input: String, output: String,
        settings: Settings = Settings()
    ) throws {
        let network = try PlaneNetwork(package, path: path, settings)
        let opened = try PredictionInput(path: input)
        try Self.checkPlace(output)
        try PredictionWriter.checkName(output, for: opened)
        let takes = NetworkInput(network.predictor)
        let runs = try opened.images.map { image in
            try ChannelRun.all(
                of: image, path: input, for: takes, wanted: settings.channels,
                takesOne: network.givesLabels)
        }
        if runs.contains(where: { $0 != runs[0] }) {
            throw LearningError(input, "its images have different channels; name some by --channel")
        }
        self.network = network
        self.output = output
        self.input = opened
        self.runs = runs
        notes = Self.notes(package, opened)
    }

    /// How many images the network will be asked about: those that are there.
    package func frameCount() throws -> Int {
        var count = 0
        for (index, image) in input.images.enumerated() {
            for t in 0..<image.sizeT {
                for z in 0..<image.sizeZ {
                    for run in runs[index].indices where try holds(index, t: t, z: z, run: run) {
                        count += 1
                    }
                }
            }
        }
        return count
    }

    /// Whether all channels that a run of the network takes are there.
    func holds(_ image: Int, t: Int, z: Int, run: Int) throws -> Bool {
        for channel in runs[image][run].channels
        where try !input.holds(image: image, t: t, c: channel, z: z) { return false }
        return true
    }

    /// Predicts everything; the output is there when this returns, and not before.
    package func run(
        progress: (PredictionProgress) -> Void = { _ in }
    ) throws -> PredictionSummary {
        guard network.givesLabels else {
            return try PredictionPass(self, maximum: nil).run(progress)
        }
        do {
            return try PredictionPass(self, maximum: Int32(UInt16.max)).run(progress)
        } catch is PredictionPass.TooManyObjects {
            return try PredictionPass(self, maximum: Int32.max).run(progress)
        }
    }

    private static func checkPlace(_ output: String) throws(LearningError) {
        guard !FileManager.default.fileExists(atPath: output) else {
            throw LearningError(output, "it is there already; choose another name, or remove it")
        }
        let folder = URL(filePath: output).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw LearningError(output, "there is no folder \(folder)")
        }
    }

    /// A network sees things in pixels: other pixels are other things.
    private static func notes(_ package: ModelPackage, _ input: PredictionInput) -> [String] {
        guard let learnt = package.facts[NetworkPackage.Fact.pixelMicrometers]?.number, learnt > 0,
            let seen = input.images.lazy.compactMap(\.pixelMicrometers).first
        else { return [] }
        guard !(0.8...1.25).contains(seen / learnt) else { return [] }
        return [
            "\(input.path) has pixels of \(seen) µm, and \(package.name) learnt from pixels of "
                + "\(learnt) µm: scale the image, or trust the result less"
        ]
    }
}
