import Documents
package import Foundation

/// A trained policy as a file: weights, and how they came to be.
package struct LearnedPolicyFile: Codable, Sendable, Equatable {
    package static let currentFormat = 1

    package var format = Self.currentFormat
    /// Names of the network's inputs, so that weights never meet others.
    package var inputs = DecisionNetwork.inputs
    package var weights: [Double]
    /// Scenarios that it was trained on.
    package var scenarios: [String]
    package var seed: UInt64
    /// Best reward of each generation.
    package var rewards: [Double]

    package init(weights: [Double], scenarios: [String], seed: UInt64, rewards: [Double]) {
        self.weights = weights
        self.scenarios = scenarios
        self.seed = seed
        self.rewards = rewards
    }

    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// The file that `place` names, relative to the folder of the file that says so; in the folder of
    /// a run the copy that the run keeps.
    static func read(
        at place: Document
    ) throws(DocumentError) -> (network: DecisionNetwork, kept: KeptPolicyFile) {
        let name = try place.string()
        let folder = (place.file as NSString).deletingLastPathComponent
        func beside(_ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }
        let copy = beside(KeptPolicyFile.path(of: name))
        let path =
            FileManager.default.fileExists(atPath: copy)
            ? copy : name.hasPrefix("/") ? name : beside(name)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw place.fail("\(path): there is no such file; tarsier train-policy makes one")
        }
        let file: Self
        do { file = try JSONDecoder().decode(Self.self, from: data) } catch {
            throw place.fail("\(path): this is no policy that tarsier train-policy wrote")
        }
        guard file.format == currentFormat, file.inputs == DecisionNetwork.inputs,
            let network = DecisionNetwork(weights: file.weights)
        else {
            throw place.fail(
                "\(path): this policy is for another version of this program; train it anew with "
                    + "tarsier train-policy")
        }
        return (network, KeptPolicyFile(name: name, bytes: [UInt8](data)))
    }
}
