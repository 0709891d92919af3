import Foundation

@testable import Models

/// What SciPy, scikit-image and StarDist made of the images below, and these images.
///
/// `Tests/Peers/make_image_oracles.py` made the file, from the same formulas.
struct ImageOracles: Decodable {
    let filters: Filters
    let masks: Masks
    let measured: [[Double]]
    let stars: Stars

    struct Filters: Decodable {
        let percentiles: [Float]
        let gaussian: [Float]
        let gaussianWide: [Float]
        let otsu: Float
        let smaller: [Float]
        let larger: [Float]
        let padded: [Float]
        let totalVariation: [Float]
    }

    struct Masks: Decodable {
        let distance: [Float]
        let four: [Int32]
        let eight: [Int32]
        let watershedFour: [Int32]
        let watershedEight: [Int32]
        let maxima: [Int32]
    }

    struct Stars: Decodable {
        let blobs: [Int32]
        let probability: [Float]
        let rays: [Float]
        let points: [Int]
        let drawn: [Int32]
    }

    static func read() throws -> ImageOracles {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Oracles/images.json").standardized
        return try JSONDecoder().decode(ImageOracles.self, from: Data(contentsOf: file))
    }

    static let width = 19
    static let height = 14

    /// Looks like noise; 0 ..< 1.
    static func scatter(width: Int = width, height: Int = height) -> FloatImage {
        var image = FloatImage(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width {
                image[x, y] = Float((x * 7919 + y * 10473 + x * y * 31 + 5) % 1009) / 1009
            }
        }
        return image
    }

    /// No value twice.
    static func landscape() -> FloatImage {
        var image = FloatImage(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width { image[x, y] = Float((x + y * width + 1) * 7919 % 65521) }
        }
        return image
    }

    static func largestDifference(_ first: [Float], _ second: [Float]) -> Float {
        guard first.count == second.count else { return .infinity }
        return zip(first, second).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
}
