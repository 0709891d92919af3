import Foundation

/// What other programs say of ``OracleInputs``.
struct MetricOracles: Decodable {
    struct Images: Decodable {
        let percentiles: [Double]
        let meanSquaredError, psnr, pearson, ssim: Double
        let alignedRMSE, alignedPSNR, alignedSSIM: Double
    }

    struct Classification: Decodable {
        let confusion: [Int]
        let balancedAccuracy, macroF1, auroc, spearman, ece, brier: Double
    }

    struct Squirrel: Decodable {
        let sigma, alpha, beta, rse, rsp, mapMean: Double
    }

    let images: [String: Images]
    /// For each image and threshold: true positives, false positives, false negatives, overlaps.
    let instances: [[[Double]]]
    let classification: Classification
    let bootstrap: [Double]
    let ring: [String: Double]
    let squirrel: [String: Squirrel]
    let smoothing: [String: [Double]]

    static func read() throws -> MetricOracles {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Oracles/metrics.json")
        return try JSONDecoder().decode(MetricOracles.self, from: Data(contentsOf: file))
    }
}

/// Whether two numbers differ by at most `relative` of the larger.
func agree(_ left: Double, _ right: Double, relative: Double = 1e-5) -> Bool {
    abs(left - right) <= relative * max(abs(left), abs(right))
}
