import Foundation

/// What numpy and scipy say of the inputs of ``TrustSamples``.
struct TrustOracles: Decodable {
    struct Distances: Decodable {
        let distances: [Double]
        let logDeterminant: Double
    }

    struct Ensemble: Decodable {
        let means, scales: [Double]
        let disagreement: Double
    }

    struct Bound: Decodable {
        let loss, risk, probability: Double
        let count: Int
    }

    let many, few: Distances
    let ensembles: [Ensemble]
    let bounds: [Bound]

    static func read() throws -> TrustOracles {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Oracles/trust.json")
        return try JSONDecoder().decode(TrustOracles.self, from: Data(contentsOf: file))
    }
}
