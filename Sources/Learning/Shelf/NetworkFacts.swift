internal import Foundation
package import Models

/// What a list of networks says of one.
package struct NetworkFacts: Sendable, Codable, Equatable {
    package let name: String
    package let path: String
    /// "restore"; `nil` for a network that others made.
    package let kind: String?
    /// SHA-256 of the weights, hexadecimal.
    package let hash: String
    /// Of the archive, or of all files of the folder.
    package let byteCount: Int
    /// `nil` where the graph cannot be run here.
    package let parameterCount: Int?
    /// Of the frames that it learnt from.
    package let pixelMicrometers: Double?

    package init(_ package: ModelPackage, path: String) {
        name = package.name
        self.path = path
        kind = package.networkName
        hash = package.weights.sha256
        byteCount = Self.byteCount(path)
        // A graph that cannot be run is still listed; running it says why.
        parameterCount = (try? Network(onnx: package.weights.onnx))?.learnedCount
        let fact = package.facts[NetworkPackage.Fact.pixelMicrometers]?.number
        pixelMicrometers = fact ?? Self.pixelMicrometers(package)
    }

    /// The first digits of the hash.
    package var shortHash: String { String(hash.prefix(12)) }

    private static func pixelMicrometers(_ package: ModelPackage) -> Double? {
        guard let axis = package.inputs.first?.axis("x"), axis.unit == "micrometer" else {
            return nil
        }
        return axis.scale
    }

    private static func byteCount(_ path: String) -> Int {
        let files = FileManager.default
        func size(_ path: String) -> Int {
            // A file that has gone since counts for nothing.
            let size = try? files.attributesOfItem(atPath: path)[.size] as? NSNumber
            return size?.intValue ?? 0
        }
        guard let names = files.enumerator(atPath: path), let all = names.allObjects as? [String],
            !all.isEmpty
        else { return size(path) }
        return all.reduce(0) { $0 + size("\(path)/\($1)") }
    }
}
